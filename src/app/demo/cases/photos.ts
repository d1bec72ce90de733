import { uuidV7 } from '#base/ids.ts'
import type { Instant } from '#base/instants.ts'
import type { Random } from '#base/seeded-random.ts'
import type { CaseFile, PhotoKind } from '#cases/rules/index.ts'
import { pictureName, variantsOf } from '../photos/pool.ts'
import type { DemoFile } from './types.ts'

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
