import type { ReactNode } from 'react'
import { Button, hasText, Icon, Panel, StateTag, useText } from '#platform/web-ui/index.ts'
import { useDutyWord } from '#organisations/web/index.tsx'
import { areaClasses, type Limit } from '../rules/index.ts'
import { categoryName, type CategoryRow, type ConditionBody } from './api.ts'

export const useLimitText = (): ((limit: Limit) => string) => {
  const { t } = useText()
  return ({ value, unit }) => t(`clock:limits.${unit}`, { number: value, count: value })
}

const SourceWord = ({ source }: { readonly source: string }) => {
  const { t } = useText()
  return <>{hasText(`catalogue:page.sources.${source}`) ? t(`catalogue:page.sources.${source}`) : source}</>
}

const ConditionCard = ({ condition }: { readonly condition: ConditionBody }) => {
  const { t, language } = useText()
  const say = useLimitText()
  const en = language === 'en'
  const photos = condition.evidence.report_photos
  const classes = areaClasses.filter((name) => condition.class_limits[name])
  return (
    <Panel>
      <div className="ca-condition-head">
        <span className="b-mono b-quiet">{condition.code}</span>
        {condition.urgency === 'ordinary' ? null : <StateTag tone="today">{t(`catalogue:page.urgencies.${condition.urgency}`)}</StateTag>}
        <strong className="ca-limit">{say(condition.limit)}</strong>
      </div>
      <p className="ca-condition">{en ? (condition.text_en ?? condition.text) : condition.text}</p>
      <dl className="b-facts">
        {classes.length > 0 ? (
          <>
            <dt>{t('catalogue:page.fields.class_limits')}</dt>
            <dd>
              {classes.map((name) => `${t(`catalogue:page.classes.${name}`)} ${say(condition.class_limits[name] as Limit)}`).join(en ? ', ' : '、')}
            </dd>
          </>
        ) : null}
        <dt>{t('catalogue:page.fields.closing_condition')}</dt>
        <dd>
          {en ? (condition.closing_condition_en ?? condition.closing_condition) : condition.closing_condition}
          {condition.informed_closing ? ` ${t('catalogue:page.informed')}` : ''}
        </dd>
        <dt>{t('catalogue:page.fields.evidence')}</dt>
        <dd>
          {[
            photos.length > 0
              ? t('catalogue:page.report_photos', { kinds: photos.map((kind) => t(`catalogue:page.photo_kinds.${kind}`)).join(en ? ', ' : '、') })
              : t('catalogue:page.no_report_photos'),
            t('catalogue:page.after_photos', { n: condition.evidence.after_photos }),
          ].join(en ? '; ' : '；')}
        </dd>
        <dt>{t('catalogue:page.fields.source')}</dt>
        <dd>
          <SourceWord source={condition.source} />
        </dd>
      </dl>
    </Panel>
  )
}

/** One entry with its conditions, limits and what closes it. */
export const EntryView = ({
  entry,
  parents,
  actions,
  onBack,
  onSelect,
}: {
  readonly entry: CategoryRow
  readonly parents: readonly CategoryRow[]
  readonly actions: ReactNode
  readonly onBack: () => void
  readonly onSelect: (code: string) => void
}) => {
  const { t, language } = useText()
  const duty = useDutyWord()
  const joint = language === 'en' ? ', ' : '、'
  return (
    <div className="b-stack">
      <Panel>
        <Button className="ca-back" kind="quiet" icon="left" onClick={onBack}>
          {t('ui:kit.back')}
        </Button>
        {parents.length > 0 ? (
          <p className="ca-chain">
            {parents.map((p) => (
              <span key={p.code}>
                <button type="button" className="b-data-open" onClick={() => onSelect(p.code)}>
                  {categoryName(p, language)}
                </button>
                <Icon name="right" size={10} />
              </span>
            ))}
          </p>
        ) : null}
        <div className="ca-head">
          <h2 className="ca-name">{categoryName(entry, language)}</h2>
          <StateTag tone={null}>{t(`catalogue:page.levels.${entry.level}`)}</StateTag>
          <StateTag tone={null}>{t(`catalogue:page.kinds.${entry.kind}`)}</StateTag>
          {entry.hotline_only ? <StateTag tone={null}>{t('catalogue:page.fields.hotline_only')}</StateTag> : null}
          {entry.same_time_of_day ? <StateTag tone={null}>{t('catalogue:page.fields.same_time_of_day')}</StateTag> : null}
        </div>
        <dl className="b-facts">
          <dt>{t('catalogue:page.fields.code')}</dt>
          <dd className="b-mono">{entry.code}</dd>
          <dt>{t(language === 'en' ? 'catalogue:page.fields.name_zh' : 'catalogue:page.fields.name_en')}</dt>
          <dd lang={language === 'en' ? 'zh' : undefined}>{language === 'en' ? entry.name : (entry.name_en ?? t('ui:kit.none'))}</dd>
          {entry.level === 'subcategory' ? (
            <>
              <dt>{t('catalogue:page.fields.lead_duty')}</dt>
              <dd>{entry.lead_duty ? duty(entry.lead_duty) : t('ui:kit.none')}</dd>
            </>
          ) : null}
          {entry.legal_source ? (
            <>
              <dt>{t('catalogue:page.fields.legal_source')}</dt>
              <dd lang="zh">{entry.legal_source}</dd>
            </>
          ) : null}
          {entry.keywords.length > 0 ? (
            <>
              <dt>{t('catalogue:page.fields.keywords')}</dt>
              <dd lang="zh">{entry.keywords.join(joint)}</dd>
            </>
          ) : null}
          {entry.tags.length > 0 ? (
            <>
              <dt>{t('catalogue:page.fields.tags')}</dt>
              <dd className="b-mono">{entry.tags.join(' ')}</dd>
            </>
          ) : null}
          <dt>{t('catalogue:page.fields.source')}</dt>
          <dd>
            <SourceWord source={entry.source} />
          </dd>
        </dl>
        {actions ? <div className="b-row ca-actions">{actions}</div> : null}
      </Panel>
      {entry.level === 'subcategory' ? <h3>{t('catalogue:page.conditions', { n: entry.conditions.length })}</h3> : null}
      {entry.conditions.map((condition) => (
        <ConditionCard key={condition.code} condition={condition} />
      ))}
    </div>
  )
}
