import type { DemoAreas } from './areas.ts'
import type { DemoUnit } from './units.ts'
import { sure } from './sure.ts'

export type DemoRole = 'resident' | 'inspector' | 'acceptor' | 'dispatcher' | 'handler' | 'supervisor' | 'civility_office' | 'leader' | 'auditor' |
  'administrator'
/** A post, never a person. Only accounts with `signIn` get a password; the others are there because histories name who acted. */
export type DemoAccount = {
  readonly username: string
  readonly displayName: string
  readonly role: DemoRole
  /** Code of the area or of the unit the role is held on; a resident holds it on neither. */
  readonly area: string | null
  readonly unit: string | null
  readonly signIn: boolean
}

/** District and street whose desks the demo accounts sit at. */
export const demoDistrict = '990103'
export const acceptorPosts = 8

export const dispatcherOf = (district: string, post: 1 | 2): string => (district === demoDistrict && post === 1 ? 'dispatcher-district'
  : `dispatcher-${district}-${post}`)
export const inspectorOf = (district: string, post: number): string => (district === demoDistrict && post === 1 ? 'inspector'
  : `inspector-${district}-${post}`)
export const acceptorOf = (post: number): string => (post === 1 ? 'acceptor' : `acceptor-${post}`)
export const inspectorPosts = 3

/**
 * The accounts that may sign in, as every start of the program prints them: written out, because drawing the whole city only to name its posts
 * takes a second. A test holds them to what `demoAccounts` makes.
 */
export const signInPosts: readonly Pick<DemoAccount, 'username' | 'displayName' | 'role'>[] = [
  { username: 'admin', displayName: '系统管理岗', role: 'administrator' },
  { username: 'leader', displayName: '市级领导席', role: 'leader' },
  { username: 'civility', displayName: '市文明办督导岗', role: 'civility_office' },
  { username: 'supervisor', displayName: '值班长', role: 'supervisor' },
  { username: 'auditor', displayName: '审计岗', role: 'auditor' },
  { username: 'acceptor', displayName: '市民热线受理1号席', role: 'acceptor' },
  { username: 'dispatcher-city', displayName: '市级派遣岗', role: 'dispatcher' },
  { username: 'dispatcher-district', displayName: '鼓台区派遣一岗', role: 'dispatcher' },
  { username: 'inspector', displayName: '鼓台区巡查1组', role: 'inspector' },
  { username: 'dispatcher-street', displayName: '琉璃巷街道派遣岗', role: 'dispatcher' },
  { username: 'handler-bureau', displayName: '鼓台区综合行政执法局处置岗', role: 'handler' },
  { username: 'handler-street', displayName: '琉璃巷街道办事处处置岗', role: 'handler' },
  { username: 'resident', displayName: '鼓台区居民（演示）', role: 'resident' },
]

/** Accounts for every role, and a post for everybody a history names: acceptors, dispatchers, inspectors, one handler for each unit. */
export const demoAccounts = (areas: DemoAreas, units: readonly DemoUnit[]): { readonly accounts: readonly DemoAccount[]; readonly handlerOf: ReadonlyMap<string, string> } => {
  const accounts: DemoAccount[] = []
  const add = (username: string, displayName: string, role: DemoRole, area: string | null, unit: string | null, signIn = false): void => {
    accounts.push({ username, displayName, role, area, unit, signIn })
  }
  const city = areas.city.code
  const street = sure(areas.streets.find((s) => s.parent === demoDistrict))
  const district = sure(areas.districts.find((d) => d.code === demoDistrict))
  add('admin', '系统管理岗', 'administrator', city, null, true)
  add('leader', '市级领导席', 'leader', city, null, true)
  add('civility', '市文明办督导岗', 'civility_office', city, null, true)
  add('supervisor', '值班长', 'supervisor', city, null, true)
  add('supervisor-2', '副值班长', 'supervisor', city, null)
  add('auditor', '审计岗', 'auditor', city, null, true)
  for (let i = 1; i <= acceptorPosts; i++) add(acceptorOf(i), `市民热线受理${i}号席`, 'acceptor', city, null, i === 1)
  add('dispatcher-city', '市级派遣岗', 'dispatcher', city, null, true)
  for (const { code, name } of areas.districts) {
    add(dispatcherOf(code, 1), `${name}派遣一岗`, 'dispatcher', code, null, code === demoDistrict)
    add(dispatcherOf(code, 2), `${name}派遣二岗`, 'dispatcher', code, null)
    for (let i = 1; i <= inspectorPosts; i++) add(inspectorOf(code, i), `${name}巡查${i}组`, 'inspector', code, null, code === demoDistrict && i === 1)
  }
  add('dispatcher-street', `${street.name}派遣岗`, 'dispatcher', street.code, null, true)
  const handlerOf = new Map<string, string>()
  for (const unit of units) {
    const demo = unit.code === `street-${street.code}` ? 'handler-street' : unit.code === `${demoDistrict}-enforcement` ? 'handler-bureau' : null
    const username = demo ?? `handler-${unit.code}`
    handlerOf.set(unit.code, username)
    add(username, `${unit.name}处置岗`, 'handler', null, unit.code, demo !== null)
  }
  add('resident', `${district.name}居民（演示）`, 'resident', null, null, true)
  return { accounts, handlerOf }
}
