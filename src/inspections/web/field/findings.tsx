import { TextArea } from '#platform/web-ui/fields.tsx'
import { useText } from '#platform/web-ui/i18n.ts'
import { Icon } from '#platform/web-ui/icon.tsx'
import type { LooseFinding } from '../../rules/index.ts'
import { readMeta } from './database.ts'
import { useField, useLive } from './hooks.ts'
import { PhotoSlots } from './photo-slots.tsx'
import type { DraftRow, PhotoRow } from './rows.ts'
import { categoryName } from './words.ts'
import { changeFindings } from './work.ts'

/** Problems outside the list, each with words and photos of its own. */
export const Findings = ({ draft, photos }: { readonly draft: DraftRow; readonly photos: readonly PhotoRow[] }) => {
  const { t, language } = useText()
  const { field, account } = useField()
  const categories = useLive(async () => (await readMeta(field.db, `categories:${account}`)) ?? [], [field, account])
  const { findings } = draft
  if (findings.length === 0) return null
  const change = (how: (known: readonly LooseFinding[]) => readonly LooseFinding[]): void => void changeFindings(field.db, account, draft.visit_id, how)
  const nameOf = (finding: LooseFinding): string => {
    const category = categories?.find((c) => c.code === finding.category)
    return category ? categoryName(category, language) : t('inspections:field.problem.other')
  }
  return (
    <section className="fd-panel">
      <h2>{t('inspections:field.problem.title')}</h2>
      <ul className="fd-findings">
        {findings.map((finding) => (
          <li key={finding.key} className="fd-one">
            <header>
              <h3>{nameOf(finding)}</h3>
              <button type="button" className="fd-remove" aria-label={t('inspections:field.problem.remove', { name: nameOf(finding) })} onClick={() => change((known) => known.filter((f) => f.key !== finding.key))}><Icon name="close" size={20} /></button>
            </header>
            <TextArea label={t('inspections:field.problem.words')} rows={2} maxLength={2000} defaultValue={finding.description === nameOf(finding) ? '' : finding.description}
              onChange={({ target: { value } }) => change((known) => known.map((f) => (f.key === finding.key ? { ...f, description: value.trim() === '' ? nameOf(f) : value } : f)))} />
            <PhotoSlots visitId={draft.visit_id} slot={{ item: null, instance: 0, finding_key: finding.key }} kinds={['near', 'far']} photos={photos} name={nameOf(finding)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
