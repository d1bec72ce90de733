import { createPublicKey } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Command } from 'commander'
import { closeDays, exportEvents, everySignedDigest, ledgerKey, publishLedgerKey, verifyLedger } from '#cases/server/index.ts'
import { translator } from '#platform/i18n/index.ts'
import { action, exitCodes, type HomeOptions, localeOf, print, printJson, say, systemNow, UsageError, usingCity, withCity } from './frame.ts'
import { progressLine } from './progress.ts'

type PublicKeys = ReadonlyMap<string, string>

/** A public key in PEM, as the export writes it. */
const publicKeyIn = async (file: string): Promise<string> => {
  const text = await readFile(file, 'utf8')
  try {
    if (createPublicKey(text).asymmetricKeyType === 'ed25519') return text
  } catch {
    // Said below, as for a key of another kind.
  }
  throw new UsageError('app.not_a_public_key', { path: file })
}

export const ledgerCommand = (): Command => {
  const ledger = new Command('ledger').description('the tamper-evident history of all cases')
  withCity(ledger.command('verify').description('recompute every chain and every signed digest; names each event that was changed, taken out, put in or moved'))
    .option('--public-key <file>', 'trust this public key (PEM) instead of the ones the database knows')
    .action(action(async (options: HomeOptions & { publicKey?: string }) => {
      const given = options.publicKey ? await publicKeyIn(options.publicKey) : null, t = translator(localeOf(options))
      await usingCity(options, async (city, database) => {
        const known = await database.platform((tx) => tx.prepared<{ key_id: string; public_key_pem: string }>('keys', 'select key_id, public_key_pem from signing_keys', []))
        const own = await ledgerKey(path.join(options.data, 'secrets'))
        const keys: PublicKeys = new Map(given ? known.map((k) => [k.key_id, given]) : [...known.map((k) => [k.key_id, k.public_key_pem] as const), [own.key_id, own.public_key_pem]])
        const line = progressLine(() => t('app.said.checking_cases'))
        const report = await verifyLedger(city, keys, (done) => line.report({ step: 'verify', done, total: null })).finally(() => line.end())
        const faults = report.chain_faults.length + report.digest_faults.length
        if (options.json) printJson({ valid: faults === 0, ...report })
        else {
          for (const f of report.digest_faults) print(`digest ${f.day}: ${f.kind}${f.case_id ? ` (case ${f.case_id})` : ''}`)
          for (const f of report.chain_faults) print(`case ${f.number ?? f.case_id}, event ${f.seq}: ${f.kind}${f.expected_seq === undefined ? '' : `, belongs at ${f.expected_seq}`}`)
          print(t(faults === 0 ? 'app.said.ledger_valid' : 'app.said.ledger_faults', { cases: report.cases, events: report.events, digests: report.digests, faults }))
        }
        if (faults > 0) process.exitCode = exitCodes.findings
      }, true)
    }))
  withCity(ledger.command('close').description('make the daily digests that are owed now (the running program does it by itself)'))
    .action(action(async (options: HomeOptions) => {
      await usingCity(options, async (city, database) => {
        const key = await publishLedgerKey(database, path.join(options.data, 'secrets'), systemNow())
        const made = await closeDays(city, key, systemNow())
        if (options.json) printJson({ made })
        else print(translator(localeOf(options))('app.said.digests_made', { made }))
      }, true)
    }))
  withCity(ledger.command('export').description('write the signed digests, the public key and all events for an outsider, who checks them with scripts/verify-ledger.mjs'))
    .argument('<folder>', 'where to write').option('--digests-only', 'leave the events out')
    .action(action(async (folder: string, options: HomeOptions & { digestsOnly?: boolean }) => {
      await usingCity(options, async (city) => {
        await mkdir(folder, { recursive: true })
        const key = await ledgerKey(path.join(options.data, 'secrets'))
        await writeFile(path.join(folder, 'public-key.pem'), key.public_key_pem)
        const digests = await everySignedDigest(city)
        for (const digest of digests) await writeFile(path.join(folder, `digest-${digest.digest.day}.json`), JSON.stringify(digest))
        const events = options.digestsOnly ? 0 : await exportEvents(city, path.join(folder, 'events.jsonl'))
        if (options.json) printJson({ folder, digests: digests.length, events })
        else say(translator(localeOf(options))('app.said.ledger_written', { digests: digests.length, events, folder }))
      }, true)
    }))
  return ledger
}
