import type { Random } from '#base/seeded-random.ts'

export type Daytime = 'morning' | 'noon' | 'overcast' | 'dusk' | 'night'
export type Palette = {
  readonly daytime: Daytime
  readonly sky: readonly [top: string, bottom: string]
  readonly far: string
  readonly wall: string
  readonly wallDark: string
  readonly facades: readonly string[]
  readonly pavement: string
  readonly joint: string
  readonly kerb: string
  readonly road: string
  readonly mark: string
  readonly leaf: readonly string[]
  readonly grass: string
  readonly accents: readonly string[]
  readonly shade: string
}

const skies: Readonly<Record<Daytime, readonly [string, string]>> = {
  morning: ['#bfdcec', '#f3ead8'], noon: ['#a9d2ec', '#e6f1f5'], overcast: ['#c9d2d6', '#e6e8e6'], dusk: ['#8fa3c4', '#f0c9a4'],
    night: ['#26344f', '#4a5675'],
}
const walls = [['#e8dcc6', '#cdbfa5'], ['#dfe3de', '#c2c9c2'], ['#e9d3c0', '#cfb49d'], ['#d9dfe6', '#bcc5cf'], ['#ece4d0', '#d0c5ab']] as const
const facadeSets = [
  ['#e3d5bf', '#cfdad6', '#e6cdb8', '#d6d3e0'], ['#dcd6c8', '#c9d6de', '#e2d2c2', '#d0dacb'], ['#e8dfd0', '#d4cfc6', '#cfdbe0', '#e1c9b8'],
] as const
const accentSets = [
  ['#c8553d', '#588b8b', '#f2b134', '#4a6fa5', '#8f5d6b'], ['#b5654a', '#3f7d6e', '#e3a857', '#5b7db1', '#a0526d'],
    ['#cc6b49', '#6a994e', '#e9c46a', '#457b9d', '#7a5c8e'],
] as const

export const paletteOf = (random: Random, daytime: Daytime, autumn: boolean): Palette => {
  const [wall, wallDark] = random.pick(walls)
  return {
    daytime, sky: skies[daytime], far: daytime === 'dusk' ? '#a9a4b4' : daytime === 'night' ? '#394764' : '#c3d0d6', wall, wallDark,
    facades: random.pick(facadeSets), pavement: random.pick(['#d3cec4', '#cfcfca', '#d6ccbd']), joint: '#bdb8ad', kerb: '#a8a49b',
    road: random.pick(['#7c8087', '#84868a', '#777b80']), mark: '#e9e6dc',
    leaf: autumn ? ['#c9a24d', '#b98a3e', '#d8b561'] : random.pick([['#7fa36b', '#6b9160', '#93b37c'], ['#6f9a72', '#5f8a66', '#86ad82']]),
    grass: autumn ? '#b9b27a' : '#9dbb85', accents: random.pick(accentSets), shade: '#5d5a55',
  }
}
