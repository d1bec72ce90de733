import { caseEventTypes } from '#cases/rules/index.ts'
import { textsOf } from '#platform/i18n/index.ts'

type Texts = { readonly [key: string]: string | Texts }
const textOf = (locale: 'zh-CN' | 'en', type: string): string => {
  const found = ((textsOf(locale)['cases'] as Texts)['events'] as Texts)[type.replace('case.', '')]
  return (typeof found === 'string' ? found : Object.values(found ?? {}).find((v) => typeof v === 'string') as string | undefined ?? '').replaceAll('|', '\\|')
}

export const eventsDocument = (): string =>
  `# Events of a case\n\nWhat can stand in a case's history. The row is append-only and chained by hash. Made by \`npm run documents\`; a test compares.\n\n| event | in the story (zh-CN) | (en) |\n|---|---|---|\n${caseEventTypes.map((type) => `| \`${type}\` | ${textOf('zh-CN', type)} | ${textOf('en', type)} |`).join('\n')}\n`
