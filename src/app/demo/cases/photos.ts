import { uuidV7 } from '#base/ids.ts'
import type { Instant } from '#base/instants.ts'
import type { Random } from '#base/seeded-random.ts'
import type { CaseFile, PhotoKind } from '#cases/rules/index.ts'
import { pictureName, variantsOf } from '../photos/pool.ts'
import type { DemoFile, DemoStep } from './types.ts'

/** The photos of one case: the same scene before and after, as commands carry them and as rows for the file table. */
export type CaseCamera = {
  readonly files: DemoFile[]
  readonly take: (kind: PhotoKind, fixed: boolean, near: boolean, at: Instant) => CaseFile
}

export const cameraOf = (scenes: readonly string[], point: readonly [number, number], random: Random): CaseCamera => {
  const scene = scenes.length > 0 ? random.pick(scenes) : 'frontage'
  const variant = random.int(0, variantsOf(scene) - 1)
  const files: DemoFile[] = []
  return {
    files,
    take: (kind, fixed, near, at) => {
      const file_id = uuidV7(at, random.bytes(10))
      files.push({ file_id, kind, picture: pictureName({ scene, variant, fixed, near }), taken_at: at })
      return { file_id, kind, taken_at: at, lon: point[0], lat: point[1] }
    },
  }
}

const filesOf = ({ command }: DemoStep): readonly CaseFile[] => ('files' in command ? command.files ?? [] : [])

/** A deed that was moved in time takes its photos along: none is later than the deed that shows it. */
export const takenBy = (step: DemoStep): DemoStep => {
  const files = filesOf(step)
  if (files.every((file) => file.taken_at === null || file.taken_at <= step.at)) return step
  const moved = files.map((file) => ({ ...file, taken_at: file.taken_at !== null && file.taken_at > step.at ? step.at : file.taken_at }))
  return { ...step, command: { ...step.command, files: moved } as DemoStep['command'] }
}

/** Rows for exactly the photos that the deeds show: a story never names a photo that is not there. */
export const photosOf = (steps: readonly DemoStep[], taken: readonly DemoFile[]): readonly DemoFile[] => {
  const shown = new Map(steps.flatMap(filesOf).map((file) => [file.file_id, file.taken_at]))
  return taken.flatMap((file) => (shown.has(file.file_id) ? [{ ...file, taken_at: shown.get(file.file_id) ?? file.taken_at }] : []))
}
