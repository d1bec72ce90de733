import { useState } from 'react'
import { Button, ErrorSummary, faultOf, TextField, toast, useMay, useText, useTime } from '#platform/web-ui/index.ts'
import { commitmentOf } from '../../rules/index.ts'
import { type Draw, drawsApi } from './api.ts'
import { sha256 } from './sha256.ts'

const keptAs = (id: string): string => `bihuan.secret.${id}`
const kept = (id: string): string => {
  try {
    return localStorage.getItem(keptAs(id)) ?? ''
  } catch {
    return ''
  }
}
const keep = (id: string, secret: string): void => {
  try {
    localStorage.setItem(keptAs(id), secret)
  } catch {
    /* written down by hand then */
  }
}
const chance = (): string => [...crypto.getRandomValues(new Uint8Array(20))].map((b) => b.toString(16).padStart(2, '0')).join('')

/** Two parties, each with a secret: hashes first, then the secrets. The secret is made in this browser and leaves it only when it is told. */
export const Parties = ({ draw, onChange }: { readonly draw: Draw; readonly onChange: (next: Draw) => void }) => {
  const { t } = useText()
  const may = useMay()
  const { when } = useTime()
  const [party, setParty] = useState('')
  const [secret, setSecret] = useState(() => kept(draw.id) || chance())
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const mine = draw.parties.find((p) => p.mine)
  const run = async (deed: () => Promise<Draw>, said: string): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      onChange(await deed())
      toast({ text: said })
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const commit = (): Promise<void> => {
    keep(draw.id, secret)
    return run(() => drawsApi.commitSecret(draw.id, party.trim(), commitmentOf(draw.frame_sha256, party, secret, sha256)), t('inspections:draws.committed_toast'))
  }
  return (
    <div className="b-stack">
      <ErrorSummary error={error} />
      {draw.parties.length > 0 ? (
        <ul className="pl-story">
          {draw.parties.map((p) => (
            <li key={p.party}>
              <strong>{p.party}</strong> <span className="b-small b-quiet">{p.account_name} · {when(p.at)}</span>
              <div className="b-small">{t('inspections:draws.commitment')}</div>
              <div className="dr-hash">{p.commitment}</div>
              {p.secret ? (
                <>
                  <div className="b-small">{t('inspections:draws.secret_told', { when: p.revealed_at ? when(p.revealed_at) : '' })}</div>
                  <div className="dr-hash">{p.secret}</div>
                </>
              ) : (
                <div className="b-small b-quiet">{t('inspections:draws.secret_kept')}</div>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="b-quiet">{t('inspections:draws.no_parties')}</p>
      )}
      {draw.state === 'committed' && !mine && draw.parties.length < 2 && may('inspections.read') ? (
        <form
          className="b-stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void commit()
          }}
        >
          <TextField
            label={t('inspections:draws.party')}
            hint={t('inspections:draws.party_hint')}
            value={party}
            maxLength={60}
            fault={faultOf(error, 'party')}
            onChange={(event) => setParty(event.target.value)}
          />
          <TextField
            label={t('inspections:draws.secret')}
            hint={t('inspections:draws.secret_hint')}
            value={secret}
            fault={faultOf(error, 'secret')}
            className="b-input b-mono"
            onChange={(event) => setSecret(event.target.value)}
          />
          <p>
            <Button
              kind="primary"
              type="submit"
              busy={busy}
              refusal={party.trim().length < 2 ? t('inspections:errors.party_bad') : secret.trim().length < 20 ? t('inspections:draws.secret_short') : undefined}
            >
              {t('inspections:draws.hand_in')}
            </Button>
          </p>
        </form>
      ) : null}
      {draw.state === 'committed' && mine && mine.secret === null ? (
        <form
          className="b-stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void run(() => drawsApi.reveal(draw.id, secret), t('inspections:draws.revealed_toast'))
          }}
        >
          <TextField
            label={t('inspections:draws.secret')}
            hint={t('inspections:draws.secret_own')}
            value={secret}
            fault={faultOf(error, 'secret')}
            className="b-input b-mono"
            onChange={(event) => setSecret(event.target.value)}
          />
          <p>
            <Button kind="primary" type="submit" busy={busy} refusal={draw.parties.length < 2 ? t('inspections:errors.reveal_too_early') : undefined}>
              {t('inspections:draws.reveal')}
            </Button>
          </p>
        </form>
      ) : null}
    </div>
  )
}
