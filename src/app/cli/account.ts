import { Command, Option } from 'commander'
import { accountByName, createAccount, grantRole, grantsOf, listAccounts, resetPassword } from '#access/server/index.ts'
import { type Role, roles } from '#access/rules/index.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { dutyModelOf } from '#organisations/server/index.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import { type Translate, translator } from '#platform/i18n/index.ts'
import { action, type HomeOptions, localeOf, print, printJson, systemNow, UsageError, usingCity, withCity } from './frame.ts'

type GrantOptions = HomeOptions & { readonly role?: Role; readonly area?: string; readonly unit?: string; readonly wholeCity?: boolean; readonly name?: string }

/** Where a role is held: an area by code or path, a unit by code or path, else the whole city. */
const heldOn = async (city: CityDb, options: GrantOptions): Promise<{ area_id: string | null; unit_id: string | null }> => {
  if (options.unit) {
    const { units } = await dutyModelOf(city)
    const found = [...units.values()].find((u) => u.code === options.unit || u.path === options.unit || u.name === options.unit)
    if (!found) throw new UsageError('app.no_such_unit', { unit: options.unit })
    return { area_id: null, unit_id: found.id }
  }
  if (!options.area) {
    // An administrator or auditor is one of the whole city anyway; the others work somewhere, and more than that is said on purpose.
    if (!options.wholeCity && options.role !== undefined && !ofWholeCity.has(options.role)) throw new UsageError('app.where_needed', { role: options.role })
    return { area_id: null, unit_id: null }
  }
  const areas = await areaModelOf(city)
  const area = areas.byCode(options.area) ?? areas.byPath(options.area)
  if (!area) throw new UsageError('app.no_such_area', { area: options.area })
  return { area_id: area.id, unit_id: null }
}
const ofWholeCity: ReadonlySet<Role> = new Set(['resident', 'leader', 'auditor', 'administrator', 'civility_office'])

const whereText = (t: Translate, options: GrantOptions): string => options.unit ?? options.area ?? t('app.said.whole_city')
const actor = { id: null }

export const accountCommand = (): Command => {
  const account = new Command('account').description('accounts and their roles')
  const roleOption = (): Option => new Option('--role <role>', 'role to give').choices([...roles])
  withCity(account.command('create').description('open an account; a password is made up and told once'))
    .argument('<username>').option('--name <text>', 'name shown to colleagues').addOption(roleOption()).option('--area <code>', 'hold the role on this area').option('--unit <code>', 'hold the role on this unit').option('--whole-city', 'hold the role on the whole city')
    .action(action(async (username: string, options: GrantOptions) => {
      const t = translator(localeOf(options))
      if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/i.test(username)) throw new UsageError('app.bad_username', { username })
      await usingCity(options, async (city) => {
        const on = options.role ? await heldOn(city, options) : null
        const made = await city.write(everyRow, (tx) => createAccount(tx, actor, { username, display_name: options.name ?? username, grants: options.role && on ? [{ role: options.role, ...on }] : [] }, systemNow()))
        if (options.json) printJson({ username, ...made, role: options.role ?? null, ...on })
        else {
          print(t('app.said.account_made', { username, password: made.password }))
          print(options.role ? t('app.said.role_held', { username, role: t(`access.roles.${options.role}`), where: whereText(t, options) }) : t('app.said.no_role', { username }))
        }
      })
    }))
  withCity(account.command('grant').description('give a role on an area or a unit')).argument('<username>').addOption(roleOption().makeOptionMandatory())
    .option('--area <code>', 'hold the role on this area').option('--unit <code>', 'hold the role on this unit').option('--whole-city', 'hold the role on the whole city')
    .action(action(async (username: string, options: GrantOptions & { role: Role }) => {
      await usingCity(options, async (city) => {
        const on = await heldOn(city, options)
        await city.write(everyRow, async (tx) => {
          const found = await accountByName(tx, username.toLowerCase())
          if (!found) throw new UsageError('app.no_such_account', { username })
          await grantRole(tx, actor, found.id, { role: options.role, ...on }, systemNow())
        })
        if (options.json) printJson({ username, role: options.role, ...on })
        else print(translator(localeOf(options))('app.said.role_held', { username, role: translator(localeOf(options))(`access.roles.${options.role}`), where: whereText(translator(localeOf(options)), options) }))
      })
    }))
  withCity(account.command('reset-password').description('recovery: a new made-up password, told once; lifts a lock')).argument('<username>')
    .action(action(async (username: string, options: HomeOptions) => {
      await usingCity(options, async (city) => {
        const password = await city.write(everyRow, async (tx) => {
          const found = await accountByName(tx, username.toLowerCase())
          if (!found) throw new UsageError('app.no_such_account', { username })
          return resetPassword(tx, actor, found.id, systemNow())
        })
        if (options.json) printJson({ username, password })
        else print(translator(localeOf(options))('app.said.account_made', { username, password }))
      })
    }))
  withCity(account.command('list').description('accounts by name'))
    .action(action(async (options: HomeOptions) => {
      await usingCity(options, async (city) => {
        const t = translator(localeOf(options))
        const { found, grants } = await city.read(everyRow, async (tx) => {
          const accounts = await listAccounts(tx, { q: null, after: null, limit: 10_000 })
          return { found: accounts, grants: await grantsOf(tx, accounts.map((a) => a.id)) }
        })
        const rolesOf = (id: string) => grants.filter((g) => g.account_id === id)
        if (options.json) {
          printJson(found.map(({ id, username, display_name, disabled_at }) => ({
            id, username, display_name, disabled: disabled_at !== null, roles: rolesOf(id).map(({ role, area_path, unit_path }) => ({ role, area_path, unit_path })),
          })))
        } else for (const a of found) {
          const held = rolesOf(a.id).map((g) => `${t(`access.roles.${g.role}`)} (${g.unit_name ?? g.area_name ?? t('app.said.whole_city')})`).join(', ')
          print(`${a.username.padEnd(28)} ${a.display_name}${a.disabled_at === null ? '' : ` (${t('app.said.disabled')})`}  ${held}`)
        }
      }, true)
    }))
  return account
}
