import { Command } from 'commander'
import type { Database } from '#platform/db/index.ts'
import { mailerOf, mailSettingsOf } from '#platform/messaging/index.ts'
import { jsonLog, terseLog } from '#platform/log/index.ts'
import { translator } from '#platform/i18n/index.ts'
import { createAccount } from '#access/server/index.ts'
import { isUnfinished, makeCity } from '../cities.ts'
import { type DemoProgress, demoSignIns, demoSlug, ensureDemo } from '../demo/index.ts'
import { openHomes } from '../homes.ts'
import { openProgram } from '../program.ts'
import { ensureWebBuilt } from '../web-files.ts'
import { action, checkHome, type HomeOptions, homesOf, localeOf, onInterrupt, printJson, say, systemNow, UsageError, usingDatabase, withHome } from './frame.ts'
import { progressLine } from './progress.ts'

type ServeOptions = HomeOptions & {
  readonly host: string
  readonly port: string
  readonly demo?: boolean
  readonly empty?: boolean
  readonly seed: string
  readonly trustProxy?: boolean
  readonly logJson?: boolean
  readonly jobs: boolean
  readonly pages: boolean
}

/** The first city of an empty server: one account that may open all others. */
const firstCity = async (database: Database): Promise<string | null> => {
  if ((await database.cities()).some((city) => !isUnfinished(city))) return null
  const now = systemNow()
  let password: string | null = null
  await makeCity(database, { slug: 'city', name: '新城市', zone: 'Asia/Shanghai', now }, async (_city, tx) => {
    const made = await createAccount(tx, { id: null }, { username: 'admin', display_name: '管理员', grants: [{ role: 'administrator', area_id: null, unit_id: null }] }, now)
    password = made.password
  })
  return password
}

const portOf = (text: string): number => {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('app.bad_port', { port: text })
  return port
}

export const serveCommand = (): Command =>
  withHome(new Command('serve').description('start the program: pages, interfaces and worker'))
    .option('--host <address>', 'address to listen on', process.env['BIHUAN_HOST'] ?? '127.0.0.1').option('--port <number>', 'port to listen on', process.env['BIHUAN_PORT'] ?? process.env['PORT'] ?? '3000')
    .option('--demo', 'make the generated demo city when there is no city yet').option('--empty', 'start without the demo city').option('--seed <text>', 'seed of the demo city', 'bihuan')
    .option('--trust-proxy', 'believe X-Forwarded-For and -Proto: behind a reverse proxy only').option('--log-json', 'log JSON lines').option('--no-jobs', 'pages and interfaces only, without the worker')
    .option('--no-pages', 'interfaces and worker only, without the pages')
    .action(action(async (options: ServeOptions) => {
      const began = performance.now()
      const t = translator(localeOf(options))
      const port = portOf(options.port)
      checkHome(options)
      const log = options.logJson ? jsonLog() : terseLog()
      const line = progressLine((step) => t(`app.steps.${step}`))
      // While it starts there is nothing to finish: whatever was half made is begun anew by the next start.
      let stop = (): void => process.exit(130)
      onInterrupt(() => stop())
      line.report({ step: 'database', done: 0, total: null })
      const [database] = await Promise.all([openHomes(homesOf(options), log), options.pages ? ensureWebBuilt((step) => line.report({ step, done: 0, total: null })) : false])
      let demo = false, password: string | null = null
      try {
        if (options.demo && !options.empty) {
          const progress = (p: DemoProgress): void => line.report(p)
          demo = await ensureDemo(database, { seed: options.seed, data: options.data, now: systemNow(), onProgress: progress })
        }
        if (!demo) password = await firstCity(database)
        line.end()
        const program = await openProgram({ homes: homesOf(options), database, log, clock: systemNow, trustProxy: options.trustProxy ?? false, jobs: options.jobs, pages: options.pages, mailer: mailerOf(mailSettingsOf(process.env)) })
        const address = await program.app.listen({ host: options.host, port }).catch(async (error: NodeJS.ErrnoException) => {
          await program.close()
          if (error.code === 'EADDRINUSE') throw new UsageError('app.port_in_use', { host: options.host, port })
          throw error.syscall === 'listen' || error.syscall === 'getaddrinfo' ? new UsageError('app.address_unusable', { host: options.host, port, reason: error.code ?? '' }) : error
        })
        const seconds = ((performance.now() - began) / 1000).toFixed(1)
        const accounts = demo || (await database.city(demoSlug)) ? demoSignIns() : []
        if (options.json) printJson({ address, pid: process.pid, database_pid: database.serverPid() ?? null, seconds: Number(seconds), demo_accounts: accounts, ...(password ? { admin_password: password } : {}) })
        else {
          say(t('app.ready', { address, seconds }))
          if (password) say(t('app.first_account', { username: 'admin', password }))
          if (accounts.length > 0) {
            say(t('app.demo_accounts', { password: accounts[0]?.password ?? '' }))
            for (const a of accounts) say(`  ${a.username.padEnd(22)} ${a.display_name}`)
          }
          say(t('app.how_to_stop'))
        }
        stop = () => {
          void program.close().then(() => database.close()).then(() => process.exit(0))
        }
      } catch (error) {
        line.end()
        await database.close()
        throw error
      }
    }))

export const demoCommand = (): Command =>
  withHome(new Command('demo').description('make the generated demo city (16 districts, 13 months, 40,000 cases), or make it anew'))
    .option('--seed <text>', 'the same seed gives the same city', 'bihuan').option('--anew', 'throw the demo city away first')
    .action(action(async (options: HomeOptions & { seed: string; anew?: boolean }) => {
      const t = translator(localeOf(options))
      const line = progressLine((step) => t(`app.steps.${step}`))
      await usingDatabase(options, async (database) => {
        if (options.anew) await database.dropCity(demoSlug)
        const made = await ensureDemo(database, { seed: options.seed, data: options.data, now: systemNow(), always: true, onProgress: line.report }).finally(() => line.end())
        if (options.json) printJson({ made, accounts: demoSignIns() })
        else say(made ? t('app.demo_made') : t('app.demo_there'))
      })
    }))
