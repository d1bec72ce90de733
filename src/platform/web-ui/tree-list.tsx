import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'
import { useText } from './i18n.ts'

export type TreeNode = { readonly id: string; readonly label: ReactNode; readonly note?: ReactNode; readonly leaf: boolean; readonly quiet?: boolean }
export type TreeListProps = {
  readonly label: string
  readonly roots: readonly TreeNode[]
  /** Undefined while they are being fetched. */
  readonly childrenOf: (id: string) => readonly TreeNode[] | undefined
  readonly open: ReadonlySet<string>
  readonly onOpen: (id: string, open: boolean) => void
  readonly selected: string | null
  readonly onSelect: (id: string) => void
}
type Line = { readonly node: TreeNode; readonly depth: number; readonly parent: string | null; readonly waiting: boolean }

const linesOf = (nodes: readonly TreeNode[], depth: number, parent: string | null, props: TreeListProps): readonly Line[] =>
  nodes.flatMap((node): readonly Line[] => {
    const below = !node.leaf && props.open.has(node.id) ? props.childrenOf(node.id) : []
    return [{ node, depth, parent, waiting: below === undefined }, ...linesOf(below ?? [], depth + 1, node.id, props)]
  })

/** A tree as a list of lines: arrows move and unfold, Enter chooses (WAI-ARIA tree pattern). Children may arrive later. */
export const TreeList = (props: TreeListProps) => {
  const { t } = useText()
  const box = useRef<HTMLUListElement>(null)
  const moved = useRef(false)
  const lines = linesOf(props.roots, 1, null, props)
  const focusable = lines.some((line) => line.node.id === props.selected) ? props.selected : lines[0]?.node.id
  const select = (id: string): void => {
    moved.current = true
    props.onSelect(id)
  }
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = lines.findIndex((line) => line.node.id === (event.target as HTMLElement).dataset['node'])
    const line = lines[at]
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return
    const to = (i: number): void => {
      const next = lines[Math.max(0, Math.min(lines.length - 1, i))]
      if (next) select(next.node.id)
    }
    const unfolded = props.open.has(line.node.id)
    const act: Readonly<Record<string, () => void>> = {
      ArrowDown: () => to(at + 1),
      ArrowUp: () => to(at - 1),
      Home: () => to(0),
      End: () => to(lines.length - 1),
      ArrowRight: () => {
        if (!line.node.leaf && !unfolded) props.onOpen(line.node.id, true)
        else if (unfolded) to(at + 1)
      },
      ArrowLeft: () => {
        if (unfolded && !line.node.leaf) props.onOpen(line.node.id, false)
        else if (line.parent) select(line.parent)
      },
      Enter: () => select(line.node.id),
      ' ': () => select(line.node.id),
    }
    const found = act[event.key]
    if (!found) return
    event.preventDefault()
    found()
  }
  return (
    <ul ref={box} className="b-tree" role="tree" aria-label={props.label} onKeyDown={onKeyDown}>
      {lines.map(({ node, depth, waiting }) => {
        const unfolded = props.open.has(node.id)
        return (
          <li
            key={node.id}
            role="treeitem"
            aria-level={depth}
            aria-selected={node.id === props.selected}
            {...(node.leaf ? {} : { 'aria-expanded': unfolded })}
            tabIndex={node.id === focusable ? 0 : -1}
            data-node={node.id}
            data-quiet={node.quiet || undefined}
            style={{ paddingInlineStart: 4 + (depth - 1) * 16 }}
            onClick={() => props.onSelect(node.id)}
          >
            {node.leaf ? (
              <span className="b-tree-fold" />
            ) : (
              <span
                className="b-tree-fold"
                data-open={unfolded || undefined}
                aria-hidden="true"
                onClick={(event) => {
                  event.stopPropagation()
                  props.onOpen(node.id, !unfolded)
                }}
              >
                <Icon name="right" size={12} />
              </span>
            )}
            <span className="b-tree-label">{node.label}</span>
            {waiting ? (
              <span className="b-small b-quiet">{t('ui:states.loading')}</span>
            ) : node.note ? (
              <span className="b-tree-note">{node.note}</span>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
