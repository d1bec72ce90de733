import { useState } from 'react'
import { apiUrl, Button, download, Icon, Panel, speak, useText } from '#platform/web-ui/index.ts'
import { type DrawFault, type PublishedDraw, verifyDraw } from '../../rules/index.ts'
import { canonicalText } from '../../rules/draw/text.ts'
import { drawsApi } from './api.ts'
import { sha256 } from './sha256.ts'

type Step = { readonly name: 'fetched' | 'own_hash' | 'frame' | 'seed' | 'selection' | 'pairing' | 'result'; readonly ok: boolean; readonly note: string }
const of: Readonly<Record<Exclude<Step['name'], 'fetched' | 'own_hash'>, readonly string[]>> = {
  frame: ['not_a_draw', 'frame_hash_wrong', 'frame_out_of_order', 'probability_wrong'],
  seed: ['commitment_wrong', 'commitment_late', 'seed_wrong', 'times_wrong'],
  selection: ['result_of_another_frame', 'strata_wrong', 'place_not_drawn', 'place_missing', 'place_wrong', 'place_twice', 'reserves_wrong'],
  pairing: ['recused', 'inspector_unknown', 'inspector_twice', 'inspectors_missing', 'too_many_visits', 'day_wrong', 'pairing_differs', 'stop_order_differs', 'shortages_differ'],
  result: ['result_hash_wrong'],
}
/** The browser's own SHA-256 over the same text, so that not even our hash need be believed. */
const browserHash = async (text: string): Promise<string | null> => {
  if (!globalThis.crypto?.subtle) return null
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
}

const check = async (file: PublishedDraw): Promise<readonly Step[]> => {
  const own = await browserHash(canonicalText(file.frame))
  const faults: readonly DrawFault[] = verifyDraw(file, sha256)
  const said = (codes: readonly string[]): DrawFault[] => faults.filter((f) => codes.includes(f.code))
  return [
    { name: 'fetched', ok: true, note: `${file.frame.places.length} / ${file.result.selected.length}` },
    ...(own === null ? [] : [{ name: 'own_hash' as const, ok: own === file.frame_sha256, note: own }]),
    ...Object.entries(of).map(([name, codes]) => {
      const wrong = said(codes)
      return { name: name as Step['name'], ok: wrong.length === 0, note: wrong.slice(0, 3).map((f) => `${f.code} ${f.at}`).join('；') }
    }),
  ]
}

/** Draws again in this browser from the published file, and shows each step; or gives the file and a program of one page to do it elsewhere. */
export const Verify = ({ id, refusal }: { readonly id: string; readonly refusal: string | undefined }) => {
  const { t } = useText()
  const [steps, setSteps] = useState<readonly Step[] | null>(null)
  const [took, setTook] = useState(0)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    setSteps(null)
    try {
      const { file } = await drawsApi.published(id)
      if (!file) return setError(t('inspections:draws.verify_nothing'))
      // One turn for the screen to say that it is at work.
      await new Promise((resolve) => setTimeout(resolve, 30))
      const start = performance.now()
      setSteps(await check(file))
      setTook(performance.now() - start)
    } catch (thrown) {
      setError(speak(thrown).title)
    } finally {
      setBusy(false)
    }
  }
  const sound = steps?.every((step) => step.ok) ?? false
  return (
    <Panel title={t('inspections:draws.verify_title')}>
      <p>{t('inspections:draws.verify_what')}</p>
      <div className="pl-bar b-no-print">
        <Button kind="primary" icon="check" busy={busy} refusal={refusal} onClick={() => void run()}>
          {t('inspections:draws.verify')}
        </Button>
        <Button icon="export" refusal={refusal} onClick={() => download(`/api/draws/${id}/file`, {})}>
          {t('inspections:draws.file')}
        </Button>
        <a className="b-button" data-kind="plain" href={apiUrl('/api/draws/verifier')} download>
          {t('inspections:draws.verifier')}
        </a>
      </div>
      <div aria-live="polite">
        {error ? <p role="alert">{error}</p> : null}
        {steps ? (
          <>
            <ul className="dr-check">
              {steps.map((step) => (
                <li key={step.name}>
                  <Icon name={step.ok ? 'check' : 'close'} />
                  <span>
                    {t(`inspections:draws.steps.${step.name}`, { note: step.note })}
                    {step.ok ? '' : ` — ${t('inspections:draws.differs', { what: step.note })}`}
                  </span>
                </li>
              ))}
            </ul>
            <p>
              <strong>{t(sound ? 'inspections:draws.verified' : 'inspections:draws.not_verified')}</strong>{' '}
              <span className="b-small b-quiet">{t('inspections:draws.took', { n: Math.round(took) })}</span>
            </p>
          </>
        ) : null}
      </div>
      <p className="b-small b-quiet">
        {t('inspections:draws.elsewhere')} <code>node verify-draw.mjs draw.json</code>
      </p>
    </Panel>
  )
}
