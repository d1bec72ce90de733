import { randomBytes } from 'node:crypto'
import { type Instant, toIso } from '#base/instants.ts'
import { err, type Fault, ok, type Refusal, refuse, type Result } from '#base/results.ts'
import type { RowScope } from '#platform/db/index.ts'
import { problem, unwrapInput } from '#platform/http/index.ts'
import { newId } from '#platform/random/index.ts'
import {
  canonicalFrame, commitmentOf, draw as drawFrom, type DrawFrame, frameFaults, frameHash, publicValueFaults, resultHash, secretFaults, seedOf, type SeedSource, takesFromFrame,
} from '../rules/index.ts'
import { tidy } from '../rules/draw/text.ts'
import { attemptsOf, drawForUpdate, drawOfFrame, type DrawRow, insertDraw, saveDraw } from '../store/draws.ts'
import { begunVisits, cancelVisitsOfDraw } from '../store/planning.ts'
import { checklistNow, type ProgrammeRow } from '../store/programmes.ts'
import { type RoundRow, saveRound } from '../store/rounds.ts'
import { drawCodeVersion, frameInputOf, sha256 } from './frame.ts'
import { makeVisits } from './planned-visits.ts'
import { roundHeld } from './planning.ts'
import { cityDay, type InspectionWork, record } from './work.ts'

type RoundAndProgramme = { readonly round: RoundRow; readonly programme: ProgrammeRow }
const checked = (faults: readonly Fault[]): void => void unwrapInput(faults.length > 0 ? err(faults) : ok(null))

/** Why a round cannot be fixed or assigned now. */
const openRound = (work: InspectionWork, { round, programme }: RoundAndProgramme): Result<null, Refusal> => {
  if (!takesFromFrame(programme.kind)) return refuse('inspections.re_inspection_not_drawn', { name: programme.name })
  if (programme.state !== 'active') return refuse('inspections.not_active', { name: programme.name, state: programme.state })
  if (round.state !== 'planned') return refuse('inspections.round_fixed', { number: round.number, state: round.state })
  return round.ends_on < cityDay(work.city, work.now) ? refuse('inspections.round_over', { number: round.number, ended: round.ends_on }) : ok(null)
}
const publishedVersion = async (work: InspectionWork, programme: ProgrammeRow): Promise<Result<string, Refusal>> => {
  const found = programme.checklist_id === null ? null : await checklistNow(work.tx, programme.checklist_id)
  return found && !found.retired && found.version_id !== null ? ok(found.version_id) : refuse('inspections.no_published_checklist', { name: programme.name })
}
/** What a frame says without counting attempts. */
const contentHash = (frame: DrawFrame): string => frameHash({ ...frame, round: { ...frame.round, attempt: 1, previous_frame_sha256: null } }, sha256)

export type SeedPlan =
  | { readonly kind: 'public_value'; readonly name: string; readonly known_at: Instant }
  | { readonly kind: 'commit_reveal' }

/**
 * Fixes the frame of a round and publishes its hash, before anything is known that the seed could come from. A frame is drawn from once; after a draw
 * whose chance was seen, the same content is refused too, so that nobody can roll again until they like it.
 */
export const commitDraw = async (work: InspectionWork, scope: RowScope, roundId: string, plan: SeedPlan): Promise<Result<DrawRow, Refusal>> => {
  const { round, programme } = await roundHeld(work, scope, roundId)
  const open = openRound(work, { round, programme })
  if (!open.ok) return open
  const version = await publishedVersion(work, programme)
  if (!version.ok) return version
  if (plan.kind === 'public_value') {
    if (tidy(plan.name).length < 4) checked([{ field: 'public_value_name', value: plan.name, code: 'inspections.public_value_name_short' }])
    if (plan.known_at <= work.now) return refuse('inspections.value_known_already')
  }
  const attempts = await attemptsOf(work.tx, roundId)
  const last = attempts.at(-1)
  const input = await frameInputOf(work, { programme, round, settings: round.settings, attempt: (last?.attempt ?? 0) + 1, previous: last?.frame_sha256 ?? null })
  checked(frameFaults(input))
  const frame = canonicalFrame(input)
  const hash = frameHash(frame, sha256), content = contentHash(frame)
  if (await drawOfFrame(work.tx, hash)) return refuse('inspections.frame_drawn_already', { sha256: hash })
  const same = attempts.find((a) => a.chance_seen && a.content_sha256 === content)
  if (same) return refuse('inspections.frame_unchanged', { attempt: same.attempt })
  const row: DrawRow = {
    id: newId(work.now), round_id: roundId, attempt: frame.round.attempt, state: 'committed', frame, frame_sha256: hash, content_sha256: content, seed_source: plan.kind,
    public_value_name: plan.kind === 'public_value' ? tidy(plan.name) : null, public_value_at: plan.kind === 'public_value' ? plan.known_at : null, commitments: [], reveals: [], public_value: null,
    seed: null, result: null, result_sha256: null, committed_at: work.now, committed_by: work.actor.id, drawn_at: null, drawn_by: null, voided_at: null, void_reason: null,
  }
  await insertDraw(work.tx, row)
  await saveRound(work.tx, { ...round, state: 'committed' }, work.now)
  await record(work, 'draw.committed', row.id, { round_id: roundId, attempt: row.attempt, frame_sha256: hash, seed_source: plan.kind, ...(row.public_value_name ? { public_value_name: row.public_value_name } : {}) })
  return ok(row)
}

const held = async ({ tx }: InspectionWork, id: string): Promise<DrawRow> => {
  const row = await drawForUpdate(tx, id)
  if (!row) throw problem('inspections.draw_not_found', { status: 404 })
  return row
}
const openFor = (d: DrawRow, source: DrawRow['seed_source']): Result<null, Refusal> => {
  if (d.state !== 'committed') return refuse('inspections.draw_not_open', { state: d.state })
  return d.seed_source === source ? ok(null) : refuse('inspections.draw_other_source', { source: d.seed_source })
}

/** Takes one party's commitment: its hash of a secret, before any secret is told. Two parties, two accounts. */
export const addCommitment = async (work: InspectionWork, id: string, given: { readonly party: string; readonly commitment: string }): Promise<Result<DrawRow, Refusal>> => {
  const d = await held(work, id)
  const open = openFor(d, 'commit_reveal')
  if (!open.ok) return open
  const party = tidy(given.party)
  if (party.length < 2 || party.includes('|')) checked([{ field: 'party', value: given.party, code: 'inspections.party_bad' }])
  if (!/^[0-9a-f]{64}$/.test(given.commitment)) checked([{ field: 'commitment', value: given.commitment, code: 'inspections.commitment_bad' }])
  if (d.commitments.length >= 2) return refuse('inspections.commitments_complete')
  if (d.commitments.some((c) => c.account_id === work.actor.id)) return refuse('inspections.party_twice')
  if (d.commitments.some((c) => c.party === party)) return refuse('inspections.party_named_twice', { party })
  if (d.commitments.some((c) => c.commitment === given.commitment)) return refuse('inspections.commitment_copied')
  const next: DrawRow = { ...d, commitments: [...d.commitments, { party, account_id: work.actor.id as string, commitment: given.commitment, at: toIso(work.now) }] }
  await saveDraw(work.tx, next)
  await record(work, 'draw.commitment_added', id, { party, commitment: given.commitment })
  return ok(next)
}

/** Takes one party's secret, once both commitments are in; it must be the one that was committed to. */
export const addReveal = async (work: InspectionWork, id: string, secret: string): Promise<Result<DrawRow, Refusal>> => {
  const d = await held(work, id)
  const open = openFor(d, 'commit_reveal')
  if (!open.ok) return open
  checked(secretFaults(secret))
  const own = d.commitments.find((c) => c.account_id === work.actor.id)
  if (!own) return refuse('inspections.not_a_party')
  if (d.commitments.length < 2) return refuse('inspections.reveal_too_early')
  if (d.reveals.some((r) => r.account_id === work.actor.id)) return refuse('inspections.revealed_already')
  if (commitmentOf(d.frame_sha256, own.party, secret, sha256) !== own.commitment) return refuse('inspections.reveal_differs', { party: own.party })
  const next: DrawRow = { ...d, reveals: [...d.reveals, { party: own.party, account_id: own.account_id, secret: tidy(secret), at: toIso(work.now) }] }
  await saveDraw(work.tx, next)
  await record(work, 'draw.revealed', id, { party: own.party })
  return ok(next)
}

const sourceOf = (work: InspectionWork, d: DrawRow, publicValue: string | null): Result<SeedSource, Refusal> => {
  if (d.seed_source === 'public_value') {
    if (d.public_value_at !== null && work.now < d.public_value_at) return refuse('inspections.value_not_known_yet', { at: toIso(d.public_value_at) })
    checked(publicValueFaults(publicValue ?? ''))
    return ok({ kind: 'public_value', value: publicValue ?? '' })
  }
  const secrets = d.commitments.map((c) => d.reveals.find((r) => r.party === c.party)?.secret)
  const [one, two] = secrets
  return one !== undefined && two !== undefined ? ok({ kind: 'commit_reveal', secrets: [one, two] }) : refuse('inspections.reveals_missing', { has: d.reveals.length })
}

/** Draws: seed, places, inspectors and days follow from the frame and the seed alone. Stores the result and plans the visits. */
export const runDraw = async (work: InspectionWork, scope: RowScope, id: string, publicValue: string | null): Promise<Result<DrawRow, Refusal>> => {
  const d = await held(work, id)
  const { round, programme } = await roundHeld(work, scope, d.round_id)
  if (d.state !== 'committed') return refuse('inspections.draw_not_open', { state: d.state })
  const version = await publishedVersion(work, programme)
  if (!version.ok) return version
  const source = sourceOf(work, d, publicValue)
  if (!source.ok) return source
  if (work.now <= d.committed_at) return refuse('inspections.draw_too_soon')
  if (d.frame.code_version !== drawCodeVersion) return refuse('inspections.method_changed', { was: d.frame.code_version, is: drawCodeVersion })
  const seed = seedOf(d.frame_sha256, source.value, sha256)
  const result = drawFrom(d.frame, seed, sha256, d.frame_sha256)
  const next: DrawRow = {
    ...d, state: 'drawn', public_value: source.value.kind === 'public_value' ? tidy(source.value.value) : null, seed, result, result_sha256: resultHash(result, sha256), drawn_at: work.now, drawn_by: work.actor.id,
  }
  await saveDraw(work.tx, next)
  await saveRound(work.tx, { ...round, state: 'drawn' }, work.now)
  const visits = await makeVisits(work, { programme, round, drawId: id, frame: d.frame, result, checklistVersionId: version.value })
  await record(work, 'draw.drawn', id, { round_id: round.id, seed, result_sha256: next.result_sha256, visits, shortages: result.shortages.length })
  return ok(next)
}

/** Declares a draw void, with a reason that stays with it for ever. Its visits are cancelled; once somebody has begun one, it stands. */
export const voidDraw = async (work: InspectionWork, scope: RowScope, id: string, reason: string): Promise<Result<DrawRow, Refusal>> => {
  const d = await held(work, id)
  const { round } = await roundHeld(work, scope, d.round_id)
  if (reason.trim() === '') return refuse('inspections.reason_empty')
  if (d.state === 'void') return refuse('inspections.draw_not_open', { state: d.state })
  const begun = await begunVisits(work.tx, id)
  if (begun > 0) return refuse('inspections.visits_begun', { count: begun })
  const next: DrawRow = { ...d, state: 'void', voided_at: work.now, void_reason: reason.trim() }
  await saveDraw(work.tx, next)
  await saveRound(work.tx, { ...round, state: 'planned' }, work.now)
  const cancelled = await cancelVisitsOfDraw(work.tx, id, reason.trim(), work.actor.id, work.now)
  await record(work, 'draw.voided', id, { round_id: round.id, attempt: d.attempt, was: d.state, reason: reason.trim(), visits_cancelled: cancelled })
  return ok(next)
}

/**
 * Plans the visits of a round that takes every place: nothing is chosen, only who goes when, so no seed need be published. Frame and seed are kept in
 * the event, and the visits have probability 1.
 */
export const assignRound = async (work: InspectionWork, scope: RowScope, roundId: string, seedBytes: Uint8Array = randomBytes(32)): Promise<Result<number, Refusal>> => {
  const { round, programme } = await roundHeld(work, scope, roundId)
  const open = openRound(work, { round, programme })
  if (!open.ok) return open
  if (round.settings.sample.take !== 'all') return refuse('inspections.draw_needed', { number: round.number })
  const version = await publishedVersion(work, programme)
  if (!version.ok) return version
  const input = await frameInputOf(work, { programme, round, settings: round.settings, attempt: 1, previous: null })
  checked(frameFaults(input))
  const frame = canonicalFrame(input)
  const seed = Buffer.from(seedBytes).toString('hex')
  const hash = frameHash(frame, sha256)
  const result = drawFrom(frame, seed, sha256, hash)
  await saveRound(work.tx, { ...round, state: 'drawn' }, work.now)
  const visits = await makeVisits(work, { programme, round, drawId: null, frame, result, checklistVersionId: version.value })
  await record(work, 'round.assigned', roundId, { seed, frame_sha256: hash, visits, shortages: result.shortages.length })
  return ok(visits)
}
