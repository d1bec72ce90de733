import { hasText, StateTag, type Tone, useText } from '#platform/web-ui/index.ts'
import type { Badge, Verdict } from './api.ts'

export const inLanguage = (language: string, own: string, english: string): string => (language === 'en' && english !== '' ? english : own)

const tones: Readonly<Record<Badge['state'], Tone>> = { accepted: 'on_track', kept: 'on_track', revoked: 'returned', expired: 'closed' }
/** The state in a word; one that is due says so. */
export const BadgeTag = ({ badge }: { readonly badge: Pick<Badge, 'state' | 'due'> }) => {
  const { t } = useText()
  return badge.due ? <StateTag tone="today">{t('inspections:badges.state.due')}</StateTag> : <StateTag tone={tones[badge.state]}>{t(`inspections:badges.state.${badge.state}`)}</StateTag>
}

/** What a decision stood on, in a sentence. */
export const useBasis = () => {
  const { t } = useText()
  return (basis: Readonly<Record<string, unknown>> | null | undefined): string => {
    const key = `inspections:badges.basis.${String(basis?.['rule'] ?? 'none')}`
    return hasText(key) ? t(key, basis as Record<string, string | number>) : t('inspections:badges.basis.none')
  }
}

/** Visits and cases a decision is made from, and whether it can be made. */
export const VerdictBox = ({ verdict, allowed, refused }: { readonly verdict: Verdict; readonly allowed: string; readonly refused: string }) => {
  const { t } = useText()
  const cases = verdict.cases.slice(0, 8)
  return (
    <div className="b-note" data-tone={verdict.allowed ? 'on_track' : 'today'} role="status">
      <p>
        <strong>{verdict.allowed ? allowed : refused}</strong>
      </p>
      {verdict.reason ? <p>{verdict.reason}</p> : null}
      <dl className="b-facts ib-evidence">
        <dt>{t('inspections:badges.visits')}</dt>
        <dd>
          {verdict.visits.length === 0
            ? t('inspections:badges.no_visits')
            : verdict.visits.slice(0, 8).map((v) => (
                <span key={v.id} className="ib-visit">
                  {t('inspections:badges.visit_said', { day: v.on, score: v.score === null ? t('inspections:badges.no_score') : Math.round(v.score * 10) / 10 })}
                </span>
              ))}
        </dd>
        <dt>{t('inspections:badges.cases')}</dt>
        <dd>
          {cases.length === 0
            ? t('inspections:badges.no_cases')
            : cases.map((c) => (
                <span key={c.id} className="ib-visit">
                  {c.opened_on} {t(c.open ? 'inspections:badges.case_open' : 'inspections:badges.case_done')}
                </span>
              ))}
          {verdict.cases.length > cases.length ? t('inspections:badges.more', { n: verdict.cases.length - cases.length }) : null}
        </dd>
      </dl>
    </div>
  )
}
