import { useQuery } from '@tanstack/react-query'
import { addDays } from '#base/zones.ts'
import { useEffect, useState } from 'react'
import { codeText, sayNumber, useText, useToday } from '#platform/web-ui/index.ts'
import type { Draft } from './form-state.ts'
import { useNames } from './names.ts'
import { plannerApi } from './api.ts'

const span = { day: 1, week: 7, month: 30, once: 30 } as const

/** How many places stand in the frame, how they are shared out over the strata, and whether the team can do it; counted while the form is filled in. */
export const PreviewBox = ({ draft, programmeId }: { readonly draft: Draft; readonly programmeId: string | null }) => {
  const { t, language } = useText()
  const today = useToday()
  const names = useNames()
  const [settled, setSettled] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), 400)
    return () => clearTimeout(timer)
  }, [draft])
  const from = settled.starts_on > today ? settled.starts_on : today
  const to = addDays(from, span[settled.settings.schedule.every] * settled.settings.schedule.interval - 1)
  const answer = useQuery({
    queryKey: ['inspections', 'preview', settled, programmeId, from],
    enabled: settled.area_id !== null,
    staleTime: 30_000,
    retry: false,
    placeholderData: (before) => before,
    queryFn: () =>
      plannerApi.preview({
        area_id: settled.area_id,
        programme_id: programmeId,
        kind: settled.kind,
        settings: settled.settings,
        starts_on: from,
        ends_on: settled.ends_on !== null && settled.ends_on < to && settled.ends_on >= from ? settled.ends_on : to,
      }),
  })
  const n = (value: number): string => sayNumber(value, language)
  const p = answer.data
  if (settled.area_id === null) return <p className="b-quiet">{t('inspections:planner.preview.area_first')}</p>
  if (answer.isError && !p) return <p className="b-quiet">{t('inspections:planner.preview.failed')}</p>
  if (!p) return <p className="b-quiet">{t('inspections:planner.preview.counting')}</p>
  return (
    <div className="pl-preview" aria-live="polite">
      <p>
        <strong>
          {p.sample === null
            ? t('inspections:planner.preview.places', { places: n(p.places) })
            : t('inspections:planner.preview.places_sample', { places: n(p.places), sample: n(p.sample) })}
        </strong>{' '}
        {t('inspections:planner.preview.capacity', { days: p.days.length, inspectors: p.inspectors, capacity: n(p.capacity) })}
        {p.recused > 0 ? ` ${t('inspections:planner.preview.recused', { n: p.recused })}` : ''}
        {Object.entries(p.left_out).map(([reason, count]) => ` ${t(`inspections:planner.preview.left_out.${reason}`, { n: n(count) })}`)}
      </p>
      {p.faults.length > 0 ? (
        <ul className="pl-faults" role="alert">
          {[...new Set(p.faults.map((f) => codeText(f.code, { ...f.params, value: f.value ?? '' }) ?? f.code))].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
      <div className="pl-strata">
        <table className="b-table">
          <caption className="b-unseen">{t('inspections:planner.preview.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('inspections:planner.preview.stratum')}</th>
              <th scope="col" className="b-number">
                {t('inspections:planner.preview.in_frame')}
              </th>
              <th scope="col" className="b-number">
                {t('inspections:planner.preview.drawn')}
              </th>
            </tr>
          </thead>
          <tbody>
            {p.strata.map((s) => (
              <tr key={s.key}>
                <th scope="row">{names.stratum(s.key, settled.settings.sample.stratify)}</th>
                <td className="b-number">{n(s.places)}</td>
                <td className="b-number">{s.sample === null ? '–' : n(s.sample)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
