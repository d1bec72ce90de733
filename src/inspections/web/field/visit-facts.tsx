import { useText } from '#platform/web-ui/i18n.ts'
import { Icon } from '#platform/web-ui/icon.tsx'
import { sayNumber } from '#platform/web-ui/time.ts'
import { useFieldTime } from './hooks.ts'
import { useBlobUrl } from './photo-slots.tsx'
import { casePhotoKey } from './transport.ts'
import type { DayVisit } from './wire.ts'

/** Names and words the city has given; they stand as they are in every language. */
const ofTheCity = new Set(['address', 'type', 'area', 'standard', 'programme', 'inspectors'])

/** What is known of the place before one looks: its standard, the last result, what is open there. */
export const VisitFacts = ({ visit }: { readonly visit: DayVisit }) => {
  const { t, language } = useText()
  const time = useFieldTime()
  const { place, last_result: last } = visit
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['address', place?.address],
    ['type', place ? (language === 'en' && place.type.name_en ? place.type.name_en : place.type.name) : null],
    ['area', place?.area],
    ['standard', place ? (language === 'en' && place.standard_en ? place.standard_en : place.standard) : null],
    ['window', visit.window?.from && visit.window.to ? `${visit.window.from.slice(0, 5)}–${visit.window.to.slice(0, 5)}` : null],
    ['programme', visit.programme.name],
    ['inspectors', visit.inspectors.map((one) => one.name).join(t('inspections:field.comma'))],
    ['last', last ? [time.day(last.visited_on), last.score === null ? null : t('inspections:field.facts.score', { n: sayNumber(last.score, language, 1) }), last.findings > 0 ? t('inspections:field.facts.findings', { n: last.findings }) : null].filter(Boolean).join(' · ') : t('inspections:field.facts.never')],
  ]
  return (
    <section className="fd-panel">
      <dl className="fd-facts">
        {rows.map(([name, value]) => (value ? <div key={name}><dt>{t(`inspections:field.facts.${name}`)}</dt><dd {...(ofTheCity.has(name) ? { translate: 'no' } : {})}>{value}</dd></div> : null))}
      </dl>
      {visit.re_inspects ? <ReInspected of={visit.re_inspects} /> : null}
      {visit.open_cases.length > 0 ? (
        <>
          <h2>{t('inspections:field.facts.open_cases', { n: Math.max(visit.open_case_count, visit.open_cases.length) })}</h2>
          <ul className="fd-cases">
            {visit.open_cases.map((c) => <li key={c.id}><b translate="no">{c.title}</b><span className="b-quiet b-small">{c.number} · {t('inspections:field.facts.since', { when: time.whenIso(c.opened_at) })}</span></li>)}
          </ul>
          <p className="b-quiet b-small">{t('inspections:field.facts.joins')}</p>
        </>
      ) : null}
    </section>
  )
}

/** The case to look at again, with its photos as far as they have been fetched. */
const ReInspected = ({ of: looked }: { readonly of: NonNullable<DayVisit['re_inspects']> }) => {
  const { t } = useText()
  return (
    <>
      <h2>{t('inspections:field.facts.again')}</h2>
      <ul className="fd-cases"><li><b translate="no">{looked.title}</b><span className="b-quiet b-small">{looked.number}</span></li></ul>
      {looked.photos.length > 0 ? <ul className="fd-thumbs">{looked.photos.map((photo) => <li key={photo.id}><CasePhoto id={photo.id} alt={hasKind(photo.kind) ? t(`inspections:field.photos.kind.${photo.kind}`) : t('inspections:field.photos.kind.other')} /></li>)}</ul> : null}
    </>
  )
}
const hasKind = (kind: string): boolean => ['near', 'far', 'reference', 'before', 'after'].includes(kind)
const CasePhoto = ({ id, alt }: { readonly id: string; readonly alt: string }) => {
  const url = useBlobUrl(casePhotoKey(id))
  return (
    <>
      {url ? <img src={url} alt={alt} /> : <span className="fd-no-image"><Icon name="photo" size={24} /></span>}
      <span className="b-small">{alt}</span>
    </>
  )
}
