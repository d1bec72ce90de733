import './ledger.css'
import { useQuery } from '@tanstack/react-query'
import { apiUrl, Button, EmptyState, ErrorState, Go, LoadingSkeleton, PageHead, sayNumber, useCity, useText, useTime, useUrlState } from '#platform/web-ui/index.ts'
import { fewCases, ledgerApi, ledgerFilter, ledgerKey, type LedgerPhoto, type Problem, viewOf } from './api.ts'
import { usePeriod } from './figures.tsx'

const most = 600

const Small = ({ photos, alt }: { readonly photos: readonly LedgerPhoto[]; readonly alt: string }) => (
  <span className="il-small">
    {photos.slice(0, 2).map((p) => (
      <img key={p.id} src={apiUrl(p.url, { size: 'thumb' })} alt={alt} />
    ))}
  </span>
)

/** One unit's sheet: its problems, its rate with what it is a share of, and room for a signature. */
const Sheet = ({ unit, rows }: { readonly unit: string; readonly rows: readonly Problem[] }) => {
  const { t, language } = useText()
  const { day, exactly, context } = useTime()
  const city = useCity()
  const [search] = useUrlState()
  const period = usePeriod()
  const view = viewOf(search)
  const cases = [...new Map(rows.filter((p) => p.case).map((p) => [p.case?.id, p])).values()]
  const rectified = cases.filter((p) => p.status === 'rectified').length
  const of = cases.filter((p) => ['rectified', 'open', 'overdue'].includes(p.status)).length
  return (
    <section className="il-sheet">
      <h2>
        {unit} · {t(`inspections:ledger.sheets.${view}`)}
      </h2>
      <p>
        {[
          city.name,
          period(search['from'], search['to']),
          t('inspections:ledger_page.sheet_n', { n: sayNumber(rows.length, language) }),
          of > 0 ? `${t('inspections:ledger_page.rate')} ${sayNumber((100 * rectified) / of, language, 1)}% (${rectified}/${of})` : null,
          of > 0 && of < fewCases ? t('inspections:ledger_page.few', { n: of }) : null,
        ].filter(Boolean).join(' · ')}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('inspections:ledger_page.no')}</th>
            <th scope="col">{t('inspections:ledger.columns.found_at')}</th>
            <th scope="col">{t('inspections:ledger.columns.place')}</th>
            <th scope="col">{t('inspections:ledger.columns.description')}</th>
            <th scope="col">{t('ui:photo.before')}</th>
            {view === 'rectification' ? <th scope="col">{t('ui:photo.after')}</th> : null}
            <th scope="col">{t('inspections:ledger.columns.due_at')}</th>
            <th scope="col">{t('inspections:ledger.columns.status')}</th>
            <th scope="col">{t('inspections:ledger.columns.case')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((p, i) => (
            <tr key={p.id}>
              <td>{i + 1}</td>
              <td>{day(p.found_at)}</td>
              <td>{p.place?.name ?? p.area.name}</td>
              <td>
                {p.description}
                {p.category ? <small>{language === 'en' && p.category.name_en ? p.category.name_en : p.category.name}</small> : null}
              </td>
              <td><Small photos={p.before} alt={`${t('ui:photo.before')} ${i + 1}`} /></td>
              {view === 'rectification' ? <td><Small photos={p.after} alt={`${t('ui:photo.after')} ${i + 1}`} /></td> : null}
              <td>{p.case?.due_at ? day(p.case.due_at) : ''}</td>
              <td>
                {t(`inspections:ledger.status.${p.status}`)}
                {p.case?.closed_at ? <small>{day(p.case.closed_at)}</small> : null}
              </td>
              <td className="il-case">{p.case?.number ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="il-sign">
        <span>{t('inspections:ledger_page.signed')}</span>
        <span>{t('inspections:ledger_page.signed_on')}</span>
        <span>{t('inspections:ledger_page.printed', { when: exactly(new Date(context.now).toISOString()) })}</span>
      </p>
    </section>
  )
}

/** The list as it is filtered, a sheet a unit, for A4 in black and white. */
const PrintPage = () => {
  const { t, language } = useText()
  const [search] = useUrlState()
  const filter = ledgerFilter(search)
  const view = viewOf(search)
  const all = useQuery({ queryKey: [...ledgerKey, 'paper', filter], queryFn: ({ signal }) => ledgerApi.all(filter, most, signal) })
  const rows = all.data?.items ?? []
  const units = [...new Map(rows.map((p) => [p.unit?.id ?? '', p.unit?.name ?? t('inspections:ledger_page.nobody')]))].toSorted((a, b) => a[1].localeCompare(b[1], language))
  return (
    <div className="b-page il-paper">
      <div className="b-no-print">
        <PageHead
          title={t('inspections:ledger_page.print')}
          actions={
            <span className="b-row">
              <Go to="/ledger" search={search}>{t('inspections:ledger_page.to_ledger')}</Go>
              <Button kind="primary" icon="print" onClick={() => window.print()}>{t('inspections:ledger_page.print_now')}</Button>
            </span>
          }
        >
          <p className="b-quiet">{t('inspections:ledger_page.print_how', { n: sayNumber(units.length, language), view: t(`inspections:ledger.sheets.${view}`) })}</p>
          {all.data && !all.data.whole ? <p className="b-note" data-tone="today">{t('inspections:ledger_page.print_cut', { n: sayNumber(rows.length, language) })}</p> : null}
        </PageHead>
      </div>
      {all.isError ? <ErrorState error={all.error} onRetry={() => void all.refetch()} /> : all.isPending ? <LoadingSkeleton lines={10} /> : rows.length === 0 ? <EmptyState title={t('inspections:ledger_page.none')} /> : null}
      {units.map(([id, name]) => (
        <Sheet key={id} unit={name} rows={rows.filter((p) => (p.unit?.id ?? '') === id)} />
      ))}
    </div>
  )
}
export default PrintPage
