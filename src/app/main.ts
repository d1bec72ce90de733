import { Command } from 'commander'
import packageFile from '../../package.json' with { type: 'json' }
import { accountCommand } from './cli/account.ts'
import { cityCommand } from './cli/city.ts'
import { clockCommand } from './cli/clock.ts'
import { databaseCommand } from './cli/database.ts'
import { demoCommand, serveCommand } from './cli/serve.ts'
import { exitCodes } from './cli/frame.ts'
import { exportCommand } from './cli/export.ts'
import { importCommand } from './cli/import.ts'
import { ledgerCommand } from './cli/ledger.ts'
import { locateCommand } from './cli/locate-command.ts'

const program = new Command('bihuan')
  .description('Bihuan (闭环): a city\'s civility work as one closed loop: found, registered, dispatched, handled, checked, closed, counted.')
  .version(packageFile.version)
  .showHelpAfterError('(add --help for what this command takes)')
  .addHelpText('after', '\nExit codes: 0 done · 1 done, with findings (rejected rows, faults) · 2 wrong call · 3 the data directory is in use · 4 failed')
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.usage)
  })

for (const command of [serveCommand(), demoCommand(), importCommand(), exportCommand(), locateCommand(), clockCommand(), ledgerCommand(), databaseCommand(), accountCommand(), cityCommand()]) program.addCommand(command)

// A pipe closed by its reader (head, less) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  throw error
})

await program.parseAsync()
