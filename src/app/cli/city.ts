import { Command } from 'commander'
import { isZone } from '#base/zones.ts'
import { translator } from '#platform/i18n/index.ts'
import { isUnfinished, makeCity } from '../cities.ts'
import { action, type HomeOptions, localeOf, print, printJson, systemNow, UsageError, usingDatabase, withHome } from './frame.ts'

export const cityCommand = (): Command => {
  const city = new Command('city').description('the cities of this server')
  withHome(city.command('create').description('make a city with the default catalogue and settings')).argument('<slug>', 'short name for addresses: letters, digits, -')
    .option('--name <text>', 'name people read').option('--zone <zone>', 'its time zone', 'Asia/Shanghai').option('--host <name>', 'host name that leads to it')
    .action(action(async (slug: string, options: HomeOptions & { name?: string; zone: string; host?: string }) => {
      if (!/^[a-z][a-z0-9-]{0,39}$/.test(slug)) throw new UsageError('app.bad_slug', { slug })
      if (!isZone(options.zone)) throw new UsageError('app.bad_zone', { zone: options.zone })
      await usingDatabase(options, async (database) => {
        const known = await database.city(slug)
        if (known && !isUnfinished(known)) throw new UsageError('app.city_exists', { slug })
        await makeCity(database, { slug, name: options.name ?? slug, zone: options.zone, hosts: options.host ? [options.host] : [], now: systemNow() })
        if (options.json) printJson({ slug, name: options.name ?? slug, zone: options.zone })
        else print(translator(localeOf(options))(options.host ? 'app.said.city_made_at_host' : 'app.said.city_made', { slug, host: options.host ?? '' }))
      })
    }))
  withHome(city.command('list').description('the cities here'))
    .action(action(async (options: HomeOptions) => {
      await usingDatabase(options, async (database) => {
        const all = await database.cities()
        if (options.json) printJson(all.map(({ slug, name, zone, hosts, demo }) => ({ slug, name, zone, hosts, demo })))
        else for (const c of all) print(`${c.slug.padEnd(20)} ${c.name} ${c.zone}${c.hosts.length > 0 ? ` ${c.hosts.join(' ')}` : ''}${c.demo ? ' (generated)' : ''}`)
      }, true)
    }))
  return city
}
