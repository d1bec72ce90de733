import { Command, Option } from 'commander'
import { accountByName, createAccount, grantRole, listAccounts, resetPassword } from '#access/server/index.ts'
import { type Role, roles } from '#access/rules/index.ts'
import { areaModelOf } from '#areas/server/index.ts'
import { dutyModelOf } from '#organisations/server/index.ts'
import { type CityDb, everyRow } from '#platform/db/index.ts'
import { action, type HomeOptions, print, printJson, systemNow, UsageError, usingCity, withCity } from './frame.ts'

type GrantOptions = HomeOptions & { readonly role?: Role; readonly area?: string; readonly unit?: string; readonly name?: string }

/** Where a role is held: an area by code or path, a unit by code or path, else the whole city. */
const heldOn = async (city: CityDb, options: GrantOptions): Promise<{ area_id: string | null; unit_id: string | null }> => {
  if (options.unit) {
    const { units } = await dutyModelOf(city)
    const found = [...units.values()].find((u) => u.code === options.unit || u.path === options.unit || u.name === options.unit)
    if (!found) throw new UsageError(`no unit is called ${options.unit}`)
    return { area_id: null, unit_id: found.id }
  }
  if (!options.area) return { area_id: null, unit_id: null }
  const areas = await areaModelOf(city)
  const area = areas.byCode(options.area) ?? areas.byPath(options.area)
  if (!area) throw new UsageError(`no area has the code ${options.area}`)
  return { area_id: area.id, unit_id: null }
}

const actor = { id: null }

export const accountCommand = (): Command => {
  const account = new Command('account').description('accounts and their roles')
  const roleOption = (): Option => new Option('--role <role>', 'role to give').choices([...roles])
  withCity(account.command('create').description('open an account; a password is made up and told once'))
    .argument('<username>').option('--name <text>', 'name shown to colleagues').addOption(roleOption()).option('--area <code>', 'hold the role on this area').option('--unit <code>', 'hold the role on this unit')
    .action(action(async (username: string, options: GrantOptions) => {
      await usingCity(options, async (city) => {
        const on = options.role ? await heldOn(city, options) : null
        const made = await city.write(everyRow, (tx) => createAccount(tx, actor, { username, display_name: options.name ?? username, grants: options.role && on ? [{ role: options.role, ...on }] : [] }, systemNow()))
        if (options.json) printJson({ username, ...made })
        else print(`${username}: password ${made.password} (told once; it must be changed at the first sign-in)`)
      })
    }))
  withCity(account.command('grant').description('give a role on an area or a unit')).argument('<username>').addOption(roleOption().makeOptionMandatory())
    .option('--area <code>').option('--unit <code>')
    .action(action(async (username: string, options: GrantOptions & { role: Role }) => {
      await usingCity(options, async (city) => {
        const on = await heldOn(city, options)
        await city.write(everyRow, async (tx) => {
          const found = await accountByName(tx, username.toLowerCase())
          if (!found) throw new UsageError(`no account is called ${username}`)
          await grantRole(tx, actor, found.id, { role: options.role, ...on }, systemNow())
        })
        if (options.json) printJson({ username, role: options.role, ...on })
        else print(`${username} now is ${options.role}`)
      })
    }))
  withCity(account.command('reset-password').description('recovery: a new made-up password, told once; lifts a lock')).argument('<username>')
    .action(action(async (username: string, options: HomeOptions) => {
      await usingCity(options, async (city) => {
        const password = await city.write(everyRow, async (tx) => {
          const found = await accountByName(tx, username.toLowerCase())
          if (!found) throw new UsageError(`no account is called ${username}`)
          return resetPassword(tx, actor, found.id, systemNow())
        })
        if (options.json) printJson({ username, password })
        else print(`${username}: password ${password} (told once; it must be changed at the next sign-in)`)
      })
    }))
  withCity(account.command('list').description('accounts by name'))
    .action(action(async (options: HomeOptions) => {
      await usingCity(options, async (city) => {
        const found = await city.read(everyRow, (tx) => listAccounts(tx, { q: null, after: null, limit: 10_000 }))
        if (options.json) printJson(found.map(({ id, username, display_name, disabled_at }) => ({ id, username, display_name, disabled: disabled_at !== null })))
        else for (const a of found) print(`${a.username.padEnd(28)} ${a.display_name}${a.disabled_at === null ? '' : ' (disabled)'}`)
      })
    }))
  return account
}
