/** Addresses of pages as the capabilities declare them (`path: '/cases/$id'`), read from their source when the pages are built. */
export const pagePathsIn = (sources: readonly string[]): readonly string[] =>
  [...new Set(sources.flatMap((text) => [...text.matchAll(/\bpath: '(\/[^']*)'/g)].map((found) => found[1] as string)))].sort()

/** Whether there is a page at an address. The inspector's app routes by itself under `/field`. */
export const isPage = (paths: readonly string[], wanted: string): boolean => {
  const parts = wanted.split('/').filter((part) => part !== '')
  return parts[0] === 'field' || paths.some((path) => {
    const declared = path.split('/').filter((part) => part !== '')
    return declared.length === parts.length && declared.every((part, i) => part.startsWith('$') || part === parts[i])
  })
}
