import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { useState } from 'react'
import { Button, Dialog, ErrorSummary, Go, StateTag, toast, useText } from '#platform/web-ui/index.ts'
import type { CaseCommandType } from '../rules/index.ts'
import { casesApi, type BulkAnswer, type CaseRow } from './api.ts'
import { bulkCommandsOf, commandExtras, commandFields, inverseOf } from './command-fields.ts'
import { CommandForm } from './command-form.tsx'
import { sayRefusal } from './refusals.ts'
import type { Selection } from './selection.ts'

const most = 200

/** One command for many cases: one form, then what became of each of them. */
export const BulkBar = ({ selection, rows }: { readonly selection: Selection; readonly rows: readonly CaseRow[] }) => {
  const { t } = useText()
  const client = useQueryClient()
  const [command, setCommand] = useState<CaseCommandType | null>(null)
  const [answer, setAnswer] = useState<BulkAnswer | null>(null)
  const chosen = rows.filter((row) => selection.chosen.has(row.id))
  const offered = bulkCommandsOf([...new Set(chosen.map((row) => row.stage))])
  const refresh = () => client.invalidateQueries({ queryKey: ['cases'] })
  const run = useMutation({
    mutationFn: ({
      name,
      ids,
      fields,
    }: {
      readonly name: CaseCommandType
      readonly ids: readonly string[]
      readonly fields: Readonly<Record<string, unknown>>
    }) => casesApi.bulk(ids, name, { ...commandExtras[name], ...fields }),
    onSuccess: async (given, { name }) => {
      const done = given.results.filter((one) => one.ok).map((one) => one.id)
      const inverse = inverseOf[name]
      setCommand(null)
      if (done.length === given.results.length) {
        selection.clear()
        toast({
          text: t('cases:page.bulk.all_done', { n: done.length, name: t(`cases:commands.${name}`) }),
          ...(inverse ? { undo: () => run.mutate({ name: inverse, ids: done, fields: {} }) } : {}),
        })
      } else setAnswer(given)
      await refresh()
    },
  })
  const refused = answer?.results.filter((one) => !one.ok) ?? []
  const titleOf = (id: string): string => rows.find((row) => row.id === id)?.number ?? id
  return (
    <div className="c-bulk b-no-print" role="region" aria-label={t('cases:page.bulk.label')}>
      <strong>{t('cases:page.bulk.chosen', { n: chosen.length })}</strong>
      {offered.slice(0, 3).map((name) => (
        <Button
          key={name}
          size="small"
          refusal={chosen.length > most ? t('cases:page.bulk.too_many', { n: most }) : undefined}
          onClick={() => setCommand(name)}
        >
          {t(`cases:commands.${name}`)}
        </Button>
      ))}
      {offered.length > 3 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: offered.slice(3).map((name) => ({ key: name, label: t(`cases:commands.${name}`) })),
            onClick: ({ key }) => setCommand(key as CaseCommandType),
          }}
        >
          <Button size="small" icon="more" aria-haspopup="menu">
            {t('ui:more')}
          </Button>
        </Dropdown>
      ) : null}
      <Button size="small" kind="quiet" onClick={selection.chooseAll}>
        {t('cases:page.bulk.all')}
      </Button>
      <Button size="small" kind="quiet" icon="close" onClick={selection.clear}>
        {t('cases:page.bulk.none')}
      </Button>
      <Dialog
        open={command !== null}
        onClose={() => {
          setCommand(null)
          run.reset()
        }}
        title={command ? t('cases:page.bulk.title', { name: t(`cases:commands.${command}`), n: chosen.length }) : ''}
      >
        {command ? (
          <>
            <ErrorSummary error={run.error} />
            <CommandForm
              fields={(commandFields[command] ?? []).filter((field) => field.kind !== 'photos')}
              command={command}
              busy={run.isPending}
              error={run.error}
              detail={null}
              onCancel={() => {
                setCommand(null)
                run.reset()
              }}
              onSend={(fields) => run.mutate({ name: command, ids: chosen.map((row) => row.id), fields })}
            />
          </>
        ) : null}
      </Dialog>
      <Dialog
        open={answer !== null}
        onClose={() => {
          setAnswer(null)
          selection.clear()
        }}
        title={t('cases:page.bulk.result')}
        footer={
          <Button
            onClick={() => {
              setAnswer(null)
              selection.clear()
            }}
          >
            {t('ui:close')}
          </Button>
        }
      >
        <p>{t('cases:page.bulk.counts', { done: (answer?.results.length ?? 0) - refused.length, refused: refused.length })}</p>
        <ul className="c-bulk-list">
          {answer?.results.map((one) => (
            <li key={one.id}>
              <Go to={`/cases/${one.id}`} className="b-mono">
                {titleOf(one.id)}
              </Go>
              {one.ok ? (
                <StateTag tone={null}>{t('cases:page.bulk.done')}</StateTag>
              ) : (
                <span>{one.refusal ? sayRefusal(one.refusal) : t('ui:errors.unexpected')}</span>
              )}
            </li>
          ))}
        </ul>
      </Dialog>
    </div>
  )
}
