import { Command } from 'commander'
import packageFile from '../../package.json' with { type: 'json' }
import { translator } from '#platform/i18n/index.ts'
import { exitCodes } from './cli/exit-codes.ts'
import { localeAsked } from './cli/locale-asked.ts'
import { wrongCall } from './cli/wrong-calls.ts'

/** What each command is for, and where it is: only the one that is called is loaded. */
const commands: Readonly<Record<string, readonly [description: string, load: () => Promise<Command>]>> = {
  serve: ['start the program: pages, interfaces and worker', async () => (await import('./cli/serve.ts')).serveCommand()],
  demo: ['make the generated demo city, or make it anew', async () => (await import('./cli/serve.ts')).demoCommand()],
  import: ['bring in areas, units, the catalogue, the duty matrix or cases from files', async () => (await import('./cli/import.ts')).importCommand()],
  export: ['give back what is kept', async () => (await import('./cli/export.ts')).exportCommand()],
  locate: ['the areas each point of a table lies in', async () => (await import('./cli/locate-command.ts')).locateCommand()],
  clock: ['limits and due times', async () => (await import('./cli/clock.ts')).clockCommand()],
  draw: ['verifiable draws of places and inspectors', async () => (await import('./cli/draw.ts')).drawCommand()],
  ledger: ['the tamper-evident history of all cases', async () => (await import('./cli/ledger.ts')).ledgerCommand()],
  db: ['the database behind it all', async () => (await import('./cli/database.ts')).databaseCommand()],
  account: ['accounts and their roles', async () => (await import('./cli/account.ts')).accountCommand()],
  city: ['the cities of this server', async () => (await import('./cli/city.ts')).cityCommand()],
}

const locale = localeAsked(process.argv)
const program = new Command('bihuan')
  .description('Bihuan (闭环): a city\'s civility work as one closed loop: found, registered, dispatched, handled, checked, closed, counted.')
  .version(packageFile.version)
  .showHelpAfterError(translator(locale)('app.errors.call.see_help'))
  .configureOutput({ outputError: (text, write) => write(wrongCall(text, locale)) })
  .addHelpText('after', '\nExit codes: 0 done · 1 done, with findings (rejected rows, faults) · 2 wrong call · 3 the data directory is in use · 4 failed')

const called = process.argv[2] ?? ''
for (const [name, [description, load]] of Object.entries(commands)) {
  program.addCommand(name === called ? await load() : new Command(name).description(description))
}

/** Every command, however deep, answers a wrong call with the same code. */
const oneCode = (command: Command): void => {
  command.copyInheritedSettings(program)
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.usage))
  command.commands.forEach(oneCode)
}
oneCode(program)

// A pipe closed by its reader (head, less) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  throw error
})

await program.parseAsync()
