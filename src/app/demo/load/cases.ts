import { uuidV7 } from '#base/ids.ts'
import type { Instant } from '#base/instants.ts'
import { seededRandom } from '#base/seeded-random.ts'
import { type CaseActor, termsOf } from '#cases/rules/index.ts'
import { type CaseFileRow, caseModelOf, caseNumber, type History, takeCaseNumbers, termsOfModel, writeFiles,
  writeHistories } from '#cases/server/index.ts'
import { type ReportRow, writeReports } from '#intake/server/index.ts'
import { type CityDb, type Database, everyRow } from '#platform/db/index.ts'
import { demoAccounts } from '../accounts.ts'
import { limitIn } from '../catalogue.ts'
import { planCases } from '../cases/plan.ts'
import { playPlan, type Stage } from '../cases/play.ts'
import type { DemoCase, DemoIds } from '../cases/types.ts'
import { deferKeyChecks } from './bulk.ts'
import { type CityParts, demoCatalogueOf, type Report } from './city.ts'
import type { KeptPicture } from './photos.ts'

const portion = 500
/** Portions on their way to the database at once. */
const inFlight = 3

export type CasesInput = {
  readonly database: Database
  readonly city: CityDb
  readonly parts: CityParts
  readonly ids: DemoIds
  readonly pictures: Promise<ReadonlyMap<string, KeptPicture>>
  readonly seed: string
  readonly count: number
  readonly now: Instant
  readonly report: Report
}

const actorsOf = ({ areas, units }: CityParts, ids: DemoIds): ReadonlyMap<string, CaseActor> => {
  const areaPaths = new Map(areas.all.map((area) => [area.code, area.path])), unitPaths = new Map(units.map((unit) => [unit.code, unit.path]))
  return new Map(demoAccounts(areas, units).accounts.map((account) => [account.username, {
    account_id: ids.account(account.username),
    grants: [{
      role: account.role, area_path: account.area === null ? null : areaPaths.get(account.area) ?? null,
      unit_path: account.unit === null ? null : unitPaths.get(account.unit) ?? null, unit_id: account.unit === null ? null : ids.unit(account.unit),
    }],
  }]))
}

const codeLetters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
/** The demo resident's own reports can be tracked like any other: each has its code. */
const ownReport = (plan: DemoCase, accountId: string, seed: string): ReportRow => {
  const random = seededRandom(`${seed}/report/${plan.id}`)
  const at = (plan.steps[0] as DemoCase['steps'][number]).at
  return {
    id: uuidV7(at, random.bytes(10)), case_id: plan.id, code: Array.from({ length: 10 }, () => random.pick(codeLetters)).join(''), source: 'resident_web', external_system: null,
    external_ref: null, row_hash: null, import_run_id: null, reported_at: at, received_at: at, account_id: accountId, entered_by: null, has_contact: false, placed: 'point', answers: [],
  }
}

/** Plans, plays and writes all cases. Answers how many deeds the rules refused (none, by test). */
export const writeCases = async ({ database, city, parts, ids, pictures, seed, count, now,
  report }: CasesInput): Promise<{ readonly cases: number; readonly refused: number }> => {
  const model = await caseModelOf(city)
  const { config, calendar } = termsOfModel(model, null)
  const { categories, version } = await demoCatalogueOf(city)
  const { handlerOf } = demoAccounts(parts.areas, parts.units)
  const actors = actorsOf(parts, ids)
  const stage: Stage = {
    config, calendar, now, handlerOf: (unit) => handlerOf.get(unit) ?? '',
    actorOf: (username) => {
      const actor = actors.get(username)
      if (!actor) throw new Error(`the demo city has no account ${username}`)
      return actor
    },
    termsOf: ({ condition, category, community }) => termsOf({
      limit: limitIn(condition, parts.areas.communities[community]?.area.group ?? null), closing_condition: condition.closing_condition,
        after_photos: condition.after_photos,
      same_time_of_day: category.same_time_of_day, catalogue_version: version,
    }),
  }
  const perDay = new Map<string, number>()
  const drawn = await pictures
  let cases = 0, refused = 0
  const play = (plans: readonly DemoCase[]): { readonly histories: readonly History[]; readonly files: readonly CaseFileRow[]; readonly reports: readonly ReportRow[] } => {
    const histories: History[] = [], files: CaseFileRow[] = [], reports: ReportRow[] = []
    for (const plan of plans) {
      const played = playPlan(plan, stage)
      refused += played.faults.length
      const reportedBy = plan.reportedBy === null ? null : ids.account(plan.reportedBy)
      histories.push({ case: { ...played.case, ...(reportedBy === null ? {} : { reported_by: reportedBy }) }, events: played.events,
        suggested_unit_id: ids.unit(plan.unit) })
      if (reportedBy !== null) reports.push(ownReport(plan, reportedBy, seed))
      for (const file of plan.files) {
        const picture = drawn.get(file.picture)
        if (!picture) throw new Error(`no picture ${file.picture}`)
        files.push({
          id: file.file_id, case_id: plan.id, secret: null, kind: file.kind, original_sha256: picture.sha256, view_sha256: picture.sha256,
            thumb_sha256: picture.thumb,
          width: picture.width, height: picture.height, taken_at: file.taken_at, lon: null, lat: null, added_at: file.taken_at, added_by: null,
        })
      }
    }
    return { histories, files, reports }
  }
  const running = new Set<Promise<void>>()
  const send = async (plans: readonly DemoCase[]): Promise<void> => {
    if (running.size >= inFlight) await Promise.race(running)
    const { histories, files, reports } = play(plans)
    const sent: Promise<void> = database.asOwner(city.schema, async (tx) => {
      await deferKeyChecks(tx)
      await writeHistories(tx, model, histories, now)
      await writeFiles(tx, files)
      if (reports.length > 0) await writeReports(tx, reports)
    }).then(() => {
      running.delete(sent)
      cases += plans.length
      report('cases', cases, count)
    })
    running.add(sent)
    // A failure is thrown when the portion is waited for; until then it must not count as unhandled.
    sent.catch(() => {})
  }
  // Portions are written side by side, so what was merged into another case comes last, when that case is surely there.
  const merged: DemoCase[] = []
  let plans: DemoCase[] = []
  for (const plan of planCases({ ...parts, catalogue: categories, calendar, ids, now, seed, count, numberOf: caseNumber })) {
    perDay.set(plan.day, (perDay.get(plan.day) ?? 0) + 1)
    const list = plan.mergeInto === null ? plans : merged
    list.push(plan)
    if (plans.length < portion) continue
    await send(plans)
    plans = []
  }
  await send(plans)
  await Promise.all(running)
  await send(merged)
  await Promise.all(running)
  await city.write(everyRow, (tx) => takeCaseNumbers(tx, perDay))
  return { cases, refused }
}
