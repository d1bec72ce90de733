/** Every text of one language, as one file of the build. */
const files = import.meta.glob<Record<string, unknown>>('../i18n/zh-CN/*.json', { eager: true, import: 'default' })
export const texts: Readonly<Record<string, Record<string, unknown>>> = Object.fromEntries(
  Object.entries(files).map(([path, bundle]) => [path.replace(/^.*\/|\.json$/g, ''), bundle]),
)
