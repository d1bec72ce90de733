import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, EmptyState, StateTag, toast, useMay, useText } from '#platform/web-ui/index.ts'
import { type BadgeKind, badgesApi } from './api.ts'
import { KindForm } from './kind-form.tsx'
import { inLanguage } from './words.tsx'

/** Kinds of badges with their rules in sentences; changed here by those who plan. */
export const Kinds = ({ kinds, typeName }: { readonly kinds: readonly BadgeKind[]; readonly typeName: (code: string) => string }) => {
  const { t, language } = useText()
  const may = useMay()
  const client = useQueryClient()
  const [editing, setEditing] = useState<BadgeKind | 'new' | null>(null)
  const manages = may('inspections.plan')
  const addDefaults = async (): Promise<void> => {
    const { added } = await badgesApi.addDefaultKinds()
    toast({ text: added > 0 ? t('inspections:badges.kinds.added', { n: added }) : t('inspections:badges.kinds.added_none') })
    await client.invalidateQueries({ queryKey: ['badges'] })
  }
  return (
    <div className="b-stack">
      {manages ? (
        <div className="b-row">
          <Button kind="primary" icon="plus" onClick={() => setEditing('new')}>
            {t('inspections:badges.kinds.add')}
          </Button>
          <Button onClick={() => void addDefaults()}>{t('inspections:badges.kinds.add_defaults')}</Button>
        </div>
      ) : null}
      {kinds.length === 0 ? <EmptyState title={t('inspections:badges.kinds.empty')} /> : null}
      <div className="ib-kinds">
        {kinds.map((kind) => {
          const { earn, keep, lose, expire_days, place_types: types } = kind.rules
          const named = types.map(typeName).join(language === 'en' ? ', ' : '、')
          return (
            <article key={kind.code} className="ib-kind">
              <header className="ib-kind-head">
                <h3>{inLanguage(language, kind.name, kind.name_en)}</h3>
                {kind.retired ? <StateTag tone="closed">{t('inspections:badges.kinds.retired')}</StateTag> : <span className="b-quiet b-small">{t('inspections:badges.kinds.held', { n: kind.held })}</span>}
                {manages ? (
                  <Button size="small" kind="quiet" onClick={() => setEditing(kind)} aria-label={t('inspections:badges.kinds.edit', { name: kind.name })}>
                    {t('ui:kit.edit')}
                  </Button>
                ) : null}
              </header>
              <p className="b-quiet b-small">{named || t('inspections:badges.kinds.types_any')}</p>
              <ul className="b-small">
                <li>{t('inspections:badges.kinds.said_earn', earn)}</li>
                <li>{t('inspections:badges.kinds.said_keep', keep)}</li>
                <li>{t(lose.cases_at_least > 0 ? 'inspections:badges.kinds.said_lose' : 'inspections:badges.kinds.said_lose_score', lose)}</li>
                <li>{t('inspections:badges.kinds.said_expire', { expire_days })}</li>
              </ul>
            </article>
          )
        })}
      </div>
      {editing ? <KindForm kind={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </div>
  )
}
