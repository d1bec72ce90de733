import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { EmptyState, ErrorState, LoadingSkeleton, Panel, sayNumber, useText, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { type Answer, type Diff, dutyApi, type Matrix } from './api.ts'
import { useGroups } from './duty-check.tsx'

const most = 200

const Table = ({ diff }: { readonly diff: Diff }) => {
  const { t, language } = useText()
  const say = useGroups(diff)
  const who = (answer: Answer): string => {
    const lead = answer.lead_unit
      ? answer.kind === 'fallback'
        ? t('organisations:check.covered', { unit: answer.lead_unit.name })
        : answer.lead_unit.name
      : t('organisations:check.gap')
    return answer.assisting_units.length > 0
      ? t('organisations:page.duty.with', { lead, others: answer.assisting_units.map((u) => u.name).join(language === 'en' ? ', ' : '、') })
      : lead
  }
  const rows = diff.changes.toSorted((a, b) => b.combinations - a.combinations).slice(0, most)
  return (
    <DataTable
      label={t('organisations:page.duty.view.diff')}
      rows={rows}
      rowKey={(r) => `${r.category_group}-${r.area_group}`}
      foot={diff.changes.length > most ? t('organisations:page.duty.first_of', { n: most, all: sayNumber(diff.changes.length, language) }) : null}
      columns={[
        { key: 'category', title: t('organisations:fields.category'), cell: (r) => say.category(r.category_group), wide: true },
        { key: 'area', title: t('organisations:page.duty.area'), cell: (r) => say.area(r.area_group), wide: true },
        { key: 'n', title: t('organisations:page.duty.pairs'), number: true, cell: (r) => sayNumber(r.combinations, language) },
        { key: 'before', title: t('organisations:page.duty.before'), cell: (r) => who(r.before) },
        { key: 'after', title: t('organisations:page.duty.after'), cell: (r) => who(r.after) },
      ]}
    />
  )
}

/** Dry run: where another unit would answer if this version took the place of another. */
export const DutyDiff = ({
  matrix,
  matrices,
  name,
}: {
  readonly matrix: Matrix
  readonly matrices: readonly Matrix[]
  readonly name: (m: Matrix) => string
}) => {
  const { t, language } = useText()
  const [search, set] = useUrlState()
  const against =
    matrices.find((m) => m.id === search['against'])?.id ??
    matrices.find((m) => m.status === 'published' && m.id !== matrix.id)?.id ??
    matrix.based_on_id ??
    undefined
  const answer = useQuery({
    queryKey: ['duty', 'diff', matrix.id, against],
    enabled: against !== undefined && against !== matrix.id,
    queryFn: ({ signal }) => dutyApi.diff(matrix.id, against, signal),
  })
  const others = matrices.filter((m) => m.id !== matrix.id)
  if (others.length === 0)
    return (
      <Panel>
        <EmptyState title={t('organisations:page.duty.nothing_to_compare')}>
          <p>{t('organisations:page.duty.nothing_to_compare_how')}</p>
        </EmptyState>
      </Panel>
    )
  return (
    <Panel>
      <div className="b-stack">
        <div className="b-row">
          <span>{t('organisations:page.duty.against')}</span>
          <Select
            style={{ minWidth: 260 }}
            aria-label={t('organisations:page.duty.against')}
            value={against ?? null}
            onChange={(id: string | null) => set({ against: id })}
            options={others.map((m) => ({ value: m.id, label: name(m) }))}
          />
        </div>
        {answer.isError ? (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        ) : !answer.data ? (
          <LoadingSkeleton lines={6} />
        ) : (
          <>
            <p>
              <strong>
                {answer.data.changed === 0
                  ? t('organisations:page.duty.unchanged')
                  : t('organisations:page.duty.changed', {
                      n: sayNumber(answer.data.changed, language),
                      all: sayNumber(answer.data.combinations, language),
                    })}
              </strong>
            </p>
            {answer.data.changed > 0 ? <Table diff={answer.data} /> : null}
          </>
        )}
      </div>
    </Panel>
  )
}
