import { streetScenes } from './scenes-street.ts'
import type { Scene } from './scene.ts'
import { worksScenes } from './scenes-works.ts'

export const scenes: readonly Scene[] = [...streetScenes, ...worksScenes]

/** What comes up most has two variants: sixty in all, 240 pictures. */
const oftenSeen = new Set(['small_ads', 'rubbish', 'litter', 'clutter', 'bikes', 'scooters', 'cars', 'stalls', 'shopfront', 'manhole', 'pothole',
  'greenbelt'])
export const variantsOf = (scene: string): number => (oftenSeen.has(scene) ? 2 : 1)

/** One picture of the pool. The same key is the same picture, byte for byte on one version of the renderer. */
export type PictureKey = { readonly scene: string; readonly variant: number; readonly fixed: boolean; readonly near: boolean }
export const pictureName = ({ scene, variant, fixed,
  near }: PictureKey): string => `${scene}-${variant}-${fixed ? 'after' : 'before'}-${near ? 'near' : 'far'}`

/** Every picture of the pool, scene by scene. */
export const pool: readonly PictureKey[] = scenes.flatMap(({ name: scene }) =>
  Array.from({ length: variantsOf(scene) }, (_, variant) => [false,
    true].flatMap((fixed) => [true, false].map((near) => ({ scene, variant, fixed, near })))).flat())
