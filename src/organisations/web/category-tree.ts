import type { CategoryName } from './api.ts'

export type CategoryNode = { readonly value: string; readonly title: string; readonly children: CategoryNode[] }
/** The catalogue as a tree of paths. */
export const categoryTree = (all: readonly CategoryName[], nameOf: (path: string) => string): CategoryNode[] => {
  const byPath = new Map<string, CategoryNode>()
  const roots: CategoryNode[] = []
  for (const c of all) {
    const node: CategoryNode = { value: c.path, title: `${nameOf(c.path)} ${c.code}`, children: [] }
    byPath.set(c.path, node)
    const above = byPath.get(c.path.slice(0, Math.max(0, c.path.lastIndexOf('.'))))
    if (above) above.children.push(node)
    else roots.push(node)
  }
  return roots
}
