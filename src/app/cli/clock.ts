import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { builtInCalendars } from '#cases/server/index.ts'
import { clockDueLines } from './clock-due.ts'
import { action, exitCodes, langOption, localeOf, print } from './frame.ts'

const dueHelp = `
One JSON question a line, one JSON answer a line:
  {"start":"2024-10-12 11:00","limit":"10 work_hour","windows":[["09:00","12:00"],["13:30","18:00"]],
   "calendar":"cn","pauses":[["2024-10-12 11:30","2024-10-14 10:00"]],"zone":"Asia/Shanghai"}
  start     ISO 8601 with an offset, or a local time read in "zone"
  limit     urgent_hour and natural_day run on; work_hour and work_day count working time; 8工作时 is understood too
  windows   working windows of a day (08:00-12:00, 14:00-18:00)     calendar  cn, weekdays, always
A line that cannot be read answers {"error":…}; the rest goes on and the exit code is 1.`

export const clockCommand = (): Command => {
  const clock = new Command('clock').description('limits and due times')
  clock
    .command('due').description('due times of limits, with their explanation: JSON lines in, JSON lines out')
    .argument('[file]', 'JSON lines; standard input when absent or -').addOption(langOption())
    .option('--json', 'accepted for uniformity: the answer always is JSON').addHelpText('after', dueHelp)
    .action(action(async (file: string | undefined, options: { lang: string }) => {
      const input = file && file !== '-' ? (await open(file)).createReadStream() : process.stdin
      const lines = createInterface({ input, crlfDelay: Infinity })
      for await (const line of clockDueLines(lines, { calendars: builtInCalendars, locale: localeOf(options), onFault: () => { process.exitCode = exitCodes.findings } })) print(line)
    }))
  return clock
}
