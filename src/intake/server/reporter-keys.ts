import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import path from 'node:path'
import { keptSecret } from '#platform/db/index.ts'
import type { Contact } from '../rules/index.ts'

export type SealedContact = { readonly key_id: string; readonly nonce: Buffer; readonly sealed: Buffer }

/** Seals and opens reporters' identities. The newest key seals; every known one opens. */
export type ReporterKeys = {
  readonly seal: (reportId: string, contact: Contact) => SealedContact
  /** Null where the key is not here, or the row was changed or moved to another report. */
  readonly open: (reportId: string, sealed: SealedContact) => Contact | null
}

type Key = { readonly id: string; readonly key: Buffer }
const tagBytes = 16

const keyOf = (secret: string): Key => {
  const key = Buffer.from(hkdfSync('sha256', secret, 'bihuan', 'reporters', 32))
  return { id: createHash('sha256').update('key id').update(key).digest('hex').slice(0, 12), key }
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce a row; the report's id is authenticated with it, so that a row copied to another report
 * does
 * not open. `secrets`: the newest first.
 */
export const reporterKeysOf = (secrets: readonly string[]): ReporterKeys => {
  const keys = secrets.map(keyOf)
  const newest = keys[0]
  if (!newest) throw new Error('no key for the identities of reporters')
  return {
    seal: (reportId, contact) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', newest.key, nonce)
      cipher.setAAD(Buffer.from(reportId))
      const sealed = Buffer.concat([cipher.update(JSON.stringify(contact), 'utf8'), cipher.final(), cipher.getAuthTag()])
      return { key_id: newest.id, nonce, sealed }
    },
    open: (reportId, { key_id, nonce, sealed }) => {
      const key = keys.find((each) => each.id === key_id)
      if (!key || sealed.length < tagBytes) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.key, nonce)
        decipher.setAAD(Buffer.from(reportId))
        decipher.setAuthTag(sealed.subarray(-tagBytes))
        return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]).toString('utf8')) as Contact
      } catch {
        return null
      }
    },
  }
}

/**
 * The keys of this installation: `BIHUAN_REPORTER_KEYS` (newest first, separated by commas) where a server is run without a folder of its own, else a
 * secret
 * made at first use in the folder of secrets. Without it the rows cannot be read: it belongs into the backup, and apart from the database's.
 */
export const openReporterKeys = async (secretsFolder: string, environment: Readonly<Record<string,
  string | undefined>> = process.env): Promise<ReporterKeys> => {
  const given = (environment['BIHUAN_REPORTER_KEYS'] ?? '').split(',').map((key) => key.trim()).filter((key) => key !== '')
  if (given.some((key) => key.length < 32)) throw new Error('BIHUAN_REPORTER_KEYS: a key has at least 32 characters')
  return reporterKeysOf(given.length > 0 ? given : [await keptSecret(path.join(secretsFolder, 'reporters'))])
}
