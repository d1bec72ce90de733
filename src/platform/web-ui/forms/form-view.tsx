import './forms.css'
import { type ReactNode, useEffect, useId, useRef, useSyncExternalStore } from 'react'
import type { AnswerError, FormSession, NodeView } from '#platform/forms/index.ts'
import { Button } from '../button.tsx'
import { useText } from '../i18n.ts'
import { Question } from './question.tsx'
import type { FormSlots } from './slots.ts'

export type FormViewProps = {
  readonly session: FormSession
  readonly slots?: FormSlots
  /** Faults that stopped a submission: listed on top, each leading to its question. */
  readonly errors?: readonly AnswerError[] | null
  /** Nothing can be changed. */
  readonly readOnly?: boolean
}

/** A form for filling in: one column, targets of 48 px, everything by keyboard. What is not relevant is not there. */
export const FormView = ({ session, slots = {}, errors = null, readOnly = false }: FormViewProps) => {
  const view = useSyncExternalStore(session.subscribe, session.view)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const toQuestion = (path: string): void => {
    const found = box.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)
    found?.scrollIntoView({ block: 'center' })
    found?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select, button')?.focus({ preventScroll: true })
  }
  return (
    <div className="fo-form" ref={box}>
      {errors && errors.length > 0 ? <Summary errors={errors} view={view} onGo={toQuestion} /> : null}
      <Nodes nodes={view} session={session} slots={slots} readOnly={readOnly} prefix={id} depth={2} />
    </div>
  )
}

const labelsOf = (nodes: readonly NodeView[]): readonly (readonly [string, string])[] =>
  nodes.flatMap((node) => [[node.path, node.label] as const, ...labelsOf(node.nodes), ...node.instances.flatMap((one) => labelsOf(one.nodes))])

const Summary = ({ errors, view, onGo }: { readonly errors: readonly AnswerError[]; readonly view: readonly NodeView[]; readonly onGo: (path: string) => void }) => {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [errors])
  const labels = new Map(labelsOf(view))
  return (
    <div ref={box} className="b-error-summary" role="alert" tabIndex={-1}>
      <p><strong>{t('forms:view.summary', { n: errors.length })}</strong></p>
      <ul>
        {errors.map((error) => (
          <li key={error.path}>
            <button type="button" className="fo-link" onClick={() => onGo(error.path)}>{labels.get(error.path) || error.path}</button>
            {' '}
            {error.message || t(`forms:view.errors.${error.code}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

type Shared = { readonly session: FormSession; readonly slots: FormSlots; readonly readOnly: boolean; readonly prefix: string; readonly depth: number }
const Nodes = ({ nodes, ...shared }: Shared & { readonly nodes: readonly NodeView[] }): ReactNode =>
  nodes.map((node) =>
    node.kind === 'group' ? <Group key={node.path} node={node} {...shared} />
      : node.kind === 'repeat' ? <Repeat key={node.path} node={node} {...shared} />
        : <Question key={node.path} node={node} {...shared} />)

const Heading = ({ depth, children }: { readonly depth: number; readonly children: ReactNode }) => {
  const Tag = `h${Math.min(6, depth)}` as 'h2'
  return <Tag className="fo-heading">{children}</Tag>
}

const Group = ({ node, depth, ...shared }: Shared & { readonly node: NodeView }) => {
  if (node.nodes.length === 0) return null
  const inside = <Nodes nodes={node.nodes} {...shared} depth={node.label === '' ? depth : depth + 1} />
  if (node.label === '') return inside
  return (
    <section className="fo-group" data-depth={depth}>
      <Heading depth={depth}>{node.label}</Heading>
      {node.hint === '' ? null : <p className="b-field-hint">{node.hint}</p>}
      {inside}
    </section>
  )
}

const Repeat = ({ node, depth, session, readOnly, ...shared }: Shared & { readonly node: NodeView }) => {
  const { t } = useText()
  const changing = node.can_change_instances && !readOnly
  const name = node.label || t('forms:view.repeat.entry')
  return (
    <section className="fo-group">
      {node.label === '' ? null : <Heading depth={depth}>{node.label}</Heading>}
      {node.hint === '' ? null : <p className="b-field-hint">{node.hint}</p>}
      {node.instances.map((one) => (
        <section key={one.path} className="fo-instance" aria-label={t('forms:view.repeat.nth', { name, n: one.index + 1 })}>
          <div className="fo-instance-head">
            <Heading depth={depth + 1}>{t('forms:view.repeat.nth', { name, n: one.index + 1 })}</Heading>
            {changing ? (
              <Button kind="quiet" icon="close" onClick={() => session.removeInstance(node.path, one.index)} aria-label={t('forms:view.repeat.remove_nth', { name, n: one.index + 1 })}>
                {t('forms:view.repeat.remove')}
              </Button>
            ) : null}
          </div>
          <Nodes nodes={one.nodes} session={session} readOnly={readOnly} {...shared} depth={depth + 2} />
        </section>
      ))}
      {node.instances.length === 0 ? <p className="b-quiet">{t('forms:view.repeat.none')}</p> : null}
      {changing ? <Button icon="plus" size="large" onClick={() => session.addInstance(node.path)}>{t('forms:view.repeat.add', { name })}</Button> : null}
    </section>
  )
}
