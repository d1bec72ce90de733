import { useMutation } from '@tanstack/react-query'
import { Button, ErrorState, StateTag, useText } from '#platform/web-ui/index.ts'
import { casesApi, type CaseDetail, type LedgerAnswer } from './api.ts'

/** Looked at here too, not only believed: every event must name the hash of the one before it. */
const chained = (answer: LedgerAnswer): boolean => answer.events.every((event, i) => i === 0 || event.prev_hash === answer.events[i - 1]?.hash)

export const LedgerProof = ({ detail }: { readonly detail: CaseDetail }) => {
  const { t } = useText()
  const check = useMutation({ mutationFn: () => casesApi.ledger(detail.case.id) })
  const answer = check.data
  const right = answer ? answer.valid && chained(answer) : null
  return (
    <div className="c-ledger">
      <p className="b-quiet">
        {t('cases:page.ledger.what', { n: detail.events.length })} <span className="b-mono">{(detail.events.at(-1)?.hash ?? '').slice(0, 16)}</span>
      </p>
      <Button className="b-no-print" icon="check" busy={check.isPending} onClick={() => check.mutate()}>
        {t('cases:page.ledger.check')}
      </Button>
      {check.isError ? <ErrorState error={check.error} /> : null}
      {answer ? (
        <>
          <p role="status">
            <StateTag tone={right ? 'closed' : 'overdue'}>{t(right ? 'cases:page.ledger.right' : 'cases:page.ledger.wrong')}</StateTag>{' '}
            {answer.digest_day ? t('cases:page.ledger.digest', { day: answer.digest_day }) : t('cases:page.ledger.no_digest')}
          </p>
          <div className="b-table-scroll" tabIndex={0} role="region" aria-label={t('cases:page.ledger.title')}>
            <table className="b-table">
              <thead>
                <tr>
                  <th scope="col">{t('cases:page.ledger.seq')}</th>
                  <th scope="col">{t('cases:page.ledger.event')}</th>
                  <th scope="col">{t('cases:page.ledger.hash')}</th>
                  <th scope="col">{t('cases:page.ledger.before')}</th>
                </tr>
              </thead>
              <tbody>
                {answer.events.map((event) => (
                  <tr key={event.seq}>
                    <td>{event.seq}</td>
                    <td className="b-mono">{event.type}</td>
                    <td className="b-mono">{event.hash.slice(0, 16)}</td>
                    <td className="b-mono">{event.prev_hash.slice(0, 16)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </div>
  )
}
