import { type ReactNode, useSyncExternalStore } from 'react'
import type { FormSession, NodeView } from '#platform/forms/index.ts'

type Slots = { readonly photo?: (path: string, value: unknown, onChange: (value: unknown) => void) => ReactNode }
export const FormView = ({ session, slots }: { readonly session: FormSession; readonly slots: Slots }) => {
  const view = useSyncExternalStore(session.subscribe, session.view)
  return <div className="fd-panel">{view.map((node) => <One key={node.path} node={node} session={session} slots={slots} />)}</div>
}
const One = ({ node, session, slots }: { readonly node: NodeView; readonly session: FormSession; readonly slots: Slots }): ReactNode => {
  const set = (value: unknown): void => session.set(node.path, value)
  if (node.kind === 'group') return <section><h2>{node.label}</h2>{node.nodes.map((inner) => <One key={inner.path} node={inner} session={session} slots={slots} />)}</section>
  if (node.kind === 'repeat') return <section><h2>{node.label}</h2>{node.instances.map((one) => <div key={one.path}>{one.nodes.map((inner) => <One key={inner.path} node={inner} session={session} slots={slots} />)}</div>)}<button type="button" onClick={() => session.addInstance(node.path)}>+</button></section>
  if (node.kind === 'calculate') return null
  if (node.kind === 'note') return <p>{node.label}</p>
  if (node.type === 'image') return <div><h3>{node.label}</h3>{slots.photo?.(node.path, node.value, set)}</div>
  if (node.type === 'select_one') return <fieldset className="fd-radio"><legend>{node.label}</legend>{node.choices.map((c) => <label key={c.name} data-chosen={node.value === c.name || undefined}><input type="radio" name={node.path} checked={node.value === c.name} onChange={() => set(c.name)} /><span>{c.label}</span></label>)}</fieldset>
  return <label className="fd-search">{node.label}<input className="b-input" value={String(node.value ?? '')} onChange={(e) => set(['integer', 'decimal'].includes(node.type) ? (e.target.value === '' ? null : Number(e.target.value)) : e.target.value)} /></label>
}
