import { toIso } from '#base/instants.ts'
import type { PublishedDraw, PublishedSeed } from '../rules/index.ts'
import { publishedFormat } from '../rules/draw/model.ts'
import type { DrawRow } from '../store/draws.ts'

const sourceOf = (d: DrawRow): PublishedSeed => d.seed_source === 'public_value' ? { kind: 'public_value', name: d.public_value_name ?? '', value: d.public_value ?? '' } : {
  kind: 'commit_reveal', commitments: d.commitments.map(({ party, commitment, at }) => ({ party, commitment, at })), reveals: d.reveals.map(({ party, secret, at }) => ({ party, secret, at })),
}

/** The file of a draw that has been made, for anybody to draw again from; null before. */
export const publishedOf = (d: DrawRow): PublishedDraw | null => d.seed === null || d.result === null || d.result_sha256 === null || d.drawn_at === null ? null : {
  format: publishedFormat, frame: d.frame, frame_sha256: d.frame_sha256, committed_at: toIso(d.committed_at), seed_source: sourceOf(d), seed: d.seed, drawn_at: toIso(d.drawn_at), result: d.result,
  result_sha256: d.result_sha256,
}
