import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '#base/instants.ts'
import { at, type Database } from '#platform/db/index.ts'

export type LedgerKey = { readonly key_id: string; readonly public_key_pem: string; readonly sign: (payload: string) => string }

const keyOf = (privateKey: KeyObject): LedgerKey => {
  const publicKey = createPublicKey(privateKey)
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return {
    key_id: createHash('sha256').update(der).digest('hex').slice(0, 16), public_key_pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (payload) => sign(null, Buffer.from(payload, 'utf8'), privateKey).toString('base64'),
  }
}

/** The Ed25519 key that signs daily digests, in the secrets folder; made at first use. */
export const ledgerKey = async (secretsFolder: string): Promise<LedgerKey> => {
  const file = path.join(secretsFolder, 'ledger-key.pem')
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known !== null) return keyOf(createPrivateKey(known))
  const { privateKey } = generateKeyPairSync('ed25519')
  await mkdir(secretsFolder, { recursive: true, mode: 0o700 })
  const draft = await open(`${file}.${process.pid}`, 'w', 0o600)
  await draft.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await draft.sync()
  await draft.close()
  await rename(`${file}.${process.pid}`, file)
  return keyOf(privateKey)
}

/** The key of this installation, its public half entered where everybody can find it. */
export const publishLedgerKey = async (database: Database, secretsFolder: string, now: Instant): Promise<LedgerKey> => {
  const key = await ledgerKey(secretsFolder)
  await database.platform((tx) => tx.prepared('signing_key', 'insert into signing_keys (key_id, public_key_pem, created_at) values ($1, $2, $3) on conflict do nothing', [key.key_id, key.public_key_pem, at(now)]))
  return key
}
