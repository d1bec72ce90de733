/** Where a page is to go on when its own work is done: `word` as it stood in the address. */
export type NextPlace = { readonly path: string; readonly search: Readonly<Record<string, string>>; readonly word: string }

/** Only paths inside the product are followed after signing in. */
export const readNext = (next: string | undefined): NextPlace | null => {
  if (!next || !/^\/(?![/\\])/.test(next)) return null
  const [path = '/', words = ''] = next.split('?')
  return { path, search: Object.fromEntries(new URLSearchParams(words)), word: next }
}
