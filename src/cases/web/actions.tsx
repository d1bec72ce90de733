import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { useEffect, useState } from 'react'
import { ApiProblem, Button, Dialog, ErrorSummary, toast, useKeys, useText } from '#platform/web-ui/index.ts'
import type { CaseCommandType } from '../rules/index.ts'
import { AddPhotos } from './add-photos.tsx'
import { casesApi, type CaseAction, type CaseDetail } from './api.ts'
import { commandExtras, commandFields, forward, hiddenCommands, inverseOf } from './command-fields.ts'
import { CommandForm } from './command-form.tsx'
import { sayRefusal } from './refusals.ts'

/** Ending a case that nobody has finished is a way out, not the way on. */
const isOnlyForced = (action: CaseAction): boolean => action.command === 'close' && (action.reasons?.every((reason) => reason === 'forced') ?? false)
const rank = (action: CaseAction): number => {
  const at = forward.indexOf(action.command)
  return at < 0 || isOnlyForced(action) ? forward.length : at
}

/** Moves the case on; a note or a photo does not. */
const isForward = (action: CaseAction): boolean => forward.includes(action.command) && action.command !== 'add_note' && !isOnlyForced(action)
/** Somebody else's part: the rule names who. */
const isOthers = (action: CaseAction): boolean => (action.refusal?.code.startsWith('cases.for_') ?? false) && isForward(action)

/** The buttons of a case: what may be done now stands first, what may not says why. */
export const Actions = ({ detail, beside, onDone }: { readonly detail: CaseDetail; readonly beside: boolean; readonly onDone?: () => void }) => {
  const { t } = useText()
  const client = useQueryClient()
  const [command, setCommand] = useState<CaseCommandType | null>(null)
  const c = detail.case
  const shown = detail.actions.filter((action) => !hiddenCommands.includes(action.command))
  const allowed = shown.filter((action) => action.allowed).toSorted((a, b) => rank(a) - rank(b))
  const others = shown.filter((action) => !action.allowed && isOthers(action))
  const refused = shown.filter((action) => !action.allowed && !isOthers(action))
  const [first, ...further] = allowed
  const near = further.slice(0, beside ? 3 : 4)
  const rest = further.slice(near.length)

  const run = useMutation({
    mutationFn: ({
      name,
      seq,
      fields,
    }: {
      readonly name: CaseCommandType
      readonly seq: number
      readonly fields: Readonly<Record<string, unknown>>
    }) => casesApi.command(c.id, name, seq, { ...commandExtras[name], ...fields }),
    onSuccess: (next, { name }) => {
      setCommand(null)
      client.setQueryData(['cases', 'detail', c.id], next)
      const inverse = inverseOf[name]
      const back = inverse && next.actions?.some((action) => action.command === inverse && action.allowed)
      toast({
        text: t('cases:page.actions.done', { name: t(`cases:commands.${name}`), number: c.number }),
        ...(back ? { undo: () => run.mutate({ name: inverse, seq: next.case.seq, fields: {} }) } : {}),
      })
      void client.invalidateQueries({ queryKey: ['cases'], predicate: (query) => query.queryKey[1] !== 'detail' })
      if (next.case.stage !== c.stage) onDone?.()
    },
    // Somebody was faster: the page shows the case as it is now, the words typed stay in the form.
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 409) void client.invalidateQueries({ queryKey: ['cases', 'detail', c.id] })
    },
  })
  // What became impossible meanwhile is not left standing with a live button: the window closes and says why.
  const now = command ? shown.find((action) => action.command === command) : undefined
  const gone = run.error instanceof ApiProblem && run.error.status === 409 && now !== undefined && !now.allowed
  useEffect(() => {
    if (!gone || !command) return
    const why = now?.refusal ? sayRefusal(now.refusal) : t('cases:page.actions.not_now')
    setCommand(null)
    run.reset()
    toast({ text: t('cases:page.actions.gone', { name: t(`cases:commands.${command}`), why }), fault: true })
  }, [gone])
  const start = (name: CaseCommandType): void => {
    run.reset()
    setCommand(name)
  }
  useKeys(t('cases:page.keys.case'), first ? [{ keys: 'e', label: t(`cases:commands.${first.command}`), run: () => start(first.command) }] : [])
  const close = (): void => {
    setCommand(null)
    run.reset()
  }
  return (
    <section className="c-actions b-no-print" aria-label={t('cases:page.actions.title')}>
      <div className="c-actions-now">
        {first ? (
          <Button kind={isForward(first) ? 'primary' : 'plain'} keys="e" hint={t('cases:page.actions.key_e')} onClick={() => start(first.command)}>
            {t(`cases:commands.${first.command}`)}
          </Button>
        ) : (
          <p className="b-quiet">{t('cases:page.actions.none')}</p>
        )}
        {near.map((action) => (
          <Button key={action.command} onClick={() => start(action.command)}>
            {t(`cases:commands.${action.command}`)}
          </Button>
        ))}
        {rest.length > 0 ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rest.map((action) => ({ key: action.command, label: t(`cases:commands.${action.command}`) })),
              onClick: ({ key }) => start(key as CaseCommandType),
            }}
          >
            <Button icon="more" aria-haspopup="menu">
              {t('ui:more')}
            </Button>
          </Dropdown>
        ) : null}
      </div>
      {others.length > 0 ? (
        <dl className="c-others">
          {others.map((action) => (
            <div key={action.command}>
              <dt>{t(`cases:commands.${action.command}`)}</dt>
              <dd>{action.refusal ? sayRefusal(action.refusal) : ''}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {refused.length > 0 ? (
        <details className="c-refused">
          <summary>{t('cases:page.actions.refused', { n: refused.length })}</summary>
          <ul>
            {refused.map((action) => (
              <li key={action.command}>
                <Button size="small" refusal={action.refusal ? sayRefusal(action.refusal) : t('cases:page.actions.not_now')}>
                  {t(`cases:commands.${action.command}`)}
                </Button>
                <span>{action.refusal ? sayRefusal(action.refusal) : t('cases:page.actions.not_now')}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Dialog open={command !== null} onClose={close} title={command ? t(`cases:commands.${command}`) : ''}>
        {command === 'add_file' ? (
          <AddPhotos
            caseId={c.id}
            onCancel={close}
            onAdded={(n) => {
              setCommand(null)
              toast({ text: t('cases:page.photos.added', { n }) })
              void client.invalidateQueries({ queryKey: ['cases'] })
            }}
          />
        ) : command ? (
          <>
            <p className="b-quiet f-gap">
              <span className="b-mono">{c.number}</span> {c.title}
            </p>
            <ErrorSummary error={run.error} />
            <CommandForm
              key={command}
              command={command}
              fields={commandFields[command] ?? []}
              detail={detail}
              busy={run.isPending}
              error={run.error}
              onCancel={close}
              onSend={(fields) => run.mutate({ name: command, seq: c.seq, fields })}
            />
          </>
        ) : null}
      </Dialog>
    </section>
  )
}
