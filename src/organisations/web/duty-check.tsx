import { useQuery } from '@tanstack/react-query'
import { ErrorState, LoadingSkeleton, Panel, sayNumber, TextField, useText, useToday, useUrlState } from '#platform/web-ui/index.ts'
import { DataTable } from '#platform/web-ui/desk.ts'
import { type Check, dutyApi, type Found, type Group, type Matrix } from './api.ts'
import { AreaNamed, useCategoryNames } from './names.tsx'

const most = 200

/** A group of leaf categories in words: how many, and the first three. */
export const useGroups = (groups: { readonly category_groups: readonly Group[]; readonly area_groups: readonly Group[] }) => {
  const { t, language } = useText()
  const { nameOf } = useCategoryNames()
  const byId = { category: new Map(groups.category_groups.map((g) => [g.id, g])), area: new Map(groups.area_groups.map((g) => [g.id, g])) }
  const joint = language === 'en' ? ', ' : '、'
  return {
    category: (id: number) => {
      const group = byId.category.get(id)
      if (!group) return ''
      const first = group.paths.slice(0, 3).map(nameOf).join(joint)
      return (
        <>
          <strong className="or-group">{group.root === '' ? t('organisations:page.duty.other_categories') : nameOf(group.root)}</strong>
          <span className="b-quiet b-small">
            {' '}
            {t(group.paths.length > 3 ? 'organisations:page.duty.leaves_more' : 'organisations:page.duty.leaves', { n: group.paths.length, first })}
          </span>
        </>
      )
    },
    area: (id: number) => {
      const group = byId.area.get(id)
      if (!group) return ''
      const example = group.paths[0] ?? ''
      return (
        <>
          <strong className="or-group">
            <AreaNamed path={group.root} />
          </strong>
          <span className="b-quiet b-small">
            {' '}
            {t('organisations:page.duty.communities', { n: group.paths.length })}
            <AreaNamed path={example} />
          </span>
        </>
      )
    },
  }
}

const FoundTable = <Row extends Found>({
  title,
  rows,
  check,
  last,
}: {
  readonly title: string
  readonly rows: readonly Row[]
  readonly check: Check
  readonly last?: { readonly title: string; readonly cell: (row: Row) => string }
}) => {
  const { t, language } = useText()
  const say = useGroups(check)
  if (rows.length === 0) return null
  const sorted = rows.toSorted((a, b) => b.combinations - a.combinations).slice(0, most)
  return (
    <Panel title={title}>
      <DataTable<Row>
        label={title}
        rows={sorted}
        rowKey={(r) => `${r.category_group}-${r.area_group}`}
        foot={rows.length > most ? t('organisations:page.duty.first_of', { n: most, all: sayNumber(rows.length, language) }) : null}
        columns={[
          { key: 'category', title: t('organisations:fields.category'), cell: (r) => say.category(r.category_group), wide: true },
          { key: 'area', title: t('organisations:page.duty.area'), cell: (r) => say.area(r.area_group), wide: true },
          { key: 'n', title: t('organisations:page.duty.pairs'), number: true, cell: (r) => sayNumber(r.combinations, language) },
          ...(last ? [{ key: 'last', title: last.title, cell: last.cell }] : []),
        ]}
      />
    </Panel>
  )
}

/** Every gap and conflict over all leaf categories and communities, in groups the rules treat alike. */
export const DutyCheck = ({ matrix }: { readonly matrix: Matrix }) => {
  const { t, language } = useText()
  const today = useToday()
  const [search, set] = useUrlState()
  const on = search['on'] ?? ''
  const answer = useQuery({
    queryKey: ['duty', 'check', matrix.id, on],
    queryFn: ({ signal }) => dutyApi.check(matrix.id, on || undefined, signal),
    placeholderData: (before) => before,
  })
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <LoadingSkeleton lines={6} />
  const { check, bad_days } = answer.data
  const n = (value: number): string => sayNumber(value, language)
  return (
    <div className="b-stack">
      <div className="b-note" data-tone={check.publishable ? 'on_track' : 'today'} role="status">
        <p>
          <strong>{t(check.publishable ? 'organisations:check.ready' : 'organisations:check.not_ready')}</strong>
        </p>
        <p>
          {t('organisations:check.summary', {
            combinations: n(check.combinations),
            resolved: n(check.resolved),
            covered_by_fallback: n(check.covered_by_fallback),
            uncovered: n(check.uncovered),
            conflicting: n(check.conflicting),
          })}
        </p>
        {bad_days.length > 0 ? (
          <p>{t('organisations:page.duty.bad_days', { days: bad_days.slice(0, 8).join(language === 'en' ? ', ' : '、') })}</p>
        ) : null}
      </div>
      <div className="or-day">
        <TextField
          type="date"
          label={t('organisations:page.duty.check_on')}
          value={on || today}
          onChange={(event) => set({ on: event.target.value === today ? null : event.target.value || null })}
        />
      </div>
      {check.rule_faults.length > 0 ? (
        <Panel title={t('organisations:page.duty.faulty_rules', { n: n(check.rule_faults.length) })}>
          <ul>
            {check.rule_faults.slice(0, most).map((f) => (
              <li key={`${f.rule_id}${f.code}${f.value}`}>{f.message}</li>
            ))}
          </ul>
        </Panel>
      ) : null}
      <FoundTable
        title={t('organisations:page.duty.gaps', { n: n(check.uncovered) })}
        rows={check.gaps.filter((g) => g.covered_by === null)}
        check={check}
      />
      <FoundTable
        title={t('organisations:page.duty.conflicts', { n: n(check.conflicting) })}
        rows={check.conflicts}
        check={check}
        last={{ title: t('organisations:page.duty.rules_in_conflict'), cell: (r) => t('organisations:page.duty.n_rules', { n: r.rule_ids.length }) }}
      />
      <FoundTable
        title={t('organisations:page.duty.covered', { n: n(check.covered_by_fallback) })}
        rows={check.gaps.filter((g) => g.covered_by !== null)}
        check={check}
        last={{ title: t('organisations:fields.fallback_unit'), cell: (r) => r.covered_by?.name ?? '' }}
      />
    </div>
  )
}
