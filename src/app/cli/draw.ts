import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { type DrawFault, type PublishedDraw, verifyDraw } from '#inspections/rules/index.ts'
import { translator } from '#platform/i18n/index.ts'
import { action, exitCodes, localeOf, print, printJson, UsageError } from './frame.ts'

const verifyHelp = `
The file is the one published for a round (docs/guides/draws.md). The frame's hash, the commitments, the seed, strata and probabilities, every
ticket, place, reserve, day and team are worked out again; each difference is a line. No database is opened.
  bihuan draw verify draw-2026-03.json
  bihuan draw verify - --json < draw-2026-03.json
An outsider checks the same with scripts/verify-draw.mjs, which needs nothing but Node.
Exit codes: 0 the draw is what it says · 1 it differs · 2 the file cannot be read`

const readDraw = async (file: string): Promise<unknown> => {
  const text = file === '-' ? await new Response(process.stdin as unknown as ReadableStream).text() : await readFile(file, 'utf8').catch((error: Error) => { throw new UsageError(error.message) })
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
}

export const drawCommand = (): Command => {
  const draw = new Command('draw').description('verifiable draws of places and inspectors (双随机)')
  draw.command('verify').description('draw again from a published file and name every difference').argument('<file>', 'published draw (JSON); - reads standard input')
    .option('--json', 'print the result as JSON on standard output').option('--lang <locale>', 'language of messages: zh-CN or en', 'en').addHelpText('after', verifyHelp)
    .action(action(async (file: string, options: { json?: boolean; lang: string }) => {
      const given = await readDraw(file), faults: readonly DrawFault[] = verifyDraw(given, (text) => hash('sha256', text))
      if (options.json) printJson({ valid: faults.length === 0, faults })
      else {
        const t = translator(localeOf(options))
        for (const { code, at, expected, found } of faults) print(t(`inspections.draw_faults.${code}`, { at, expected: expected ?? '–', found: found ?? '–' }))
        const { frame, result, seed } = given as Partial<PublishedDraw>
        if (faults.length === 0) print(t('inspections.draw_faults.valid', { places: frame?.places.length ?? 0, visits: result?.selected.length ?? 0, seed: seed ?? '' }))
        else print(t('inspections.draw_faults.count', { count: faults.length }))
      }
      if (faults.length > 0) process.exitCode = exitCodes.findings
    }))
  return draw
}
