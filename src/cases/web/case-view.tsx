import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import {
  Button,
  ErrorState,
  Go,
  Icon,
  LoadingSkeleton,
  PhotoPair,
  type Photo,
  Slot,
  toast,
  useMay,
  useText,
  useTime,
} from '#platform/web-ui/index.ts'
import { Actions } from './actions.tsx'
import type { CaseDetail, CaseFileView } from './api.ts'
import { CaseFacts } from './case-facts.tsx'
import { CaseHead } from './case-head.tsx'
import { Clocks } from './clocks.tsx'
import { LedgerProof } from './ledger-proof.tsx'
import { Story } from './story.tsx'

export type CaseViewProps = { readonly answer: UseQueryResult<CaseDetail>; readonly beside?: boolean; readonly onDone?: () => void }

const Section = ({ title, children, actions }: { readonly title: string; readonly children: ReactNode; readonly actions?: ReactNode }) => (
  <section className="c-section">
    <header>
      <h2>{title}</h2>
      {actions}
    </header>
    {children}
  </section>
)

const afterKinds = ['after']
const isAfter = (file: CaseFileView): boolean => afterKinds.includes(file.kind) || file.phase === 'after'

export const CaseView = ({ answer, beside = false, onDone }: CaseViewProps) => {
  const { t } = useText()
  const { when, exactly, context } = useTime()
  const may = useMay()
  const detail = answer.data
  const photos = useMemo(
    () =>
      (detail?.files ?? []).map((file): Photo & { readonly late: boolean } => ({
        id: file.id,
        alt: t(`cases:photo_kinds.${file.kind}`),
        caption: `${t(`cases:photo_kinds.${file.kind}`)} ${when(file.taken_at ?? file.added_at)}`,
        width: file.width,
        height: file.height,
        late: isAfter(file),
      })),
    [detail, t, when],
  )
  if (!detail) return answer.isError ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <LoadingSkeleton lines={8} />
  const c = detail.case
  const copyLink = (): void => {
    void navigator.clipboard?.writeText(new URL(`/cases/${c.id}`, location.origin).href).then(() => toast({ text: t('cases:page.case.copied') }))
  }
  const story = (
    <Section title={t('cases:page.case.story')}>
      <Story detail={detail} />
    </Section>
  )
  const pictures = (
    <Section title={t('cases:page.case.photos')}>
      <PhotoPair before={photos.filter((p) => !p.late)} after={photos.filter((p) => p.late)} />
    </Section>
  )
  const clocks = (
    <Section title={t('cases:page.case.clocks')}>
      <Clocks detail={detail} fetchedAt={answer.dataUpdatedAt} />
    </Section>
  )
  const actions = <Actions detail={detail} {...(onDone ? { onDone } : {})} beside={beside} />
  const facts = (
    <Section title={t('cases:page.case.facts')}>
      <CaseFacts detail={detail} />
    </Section>
  )
  const more = <Slot place="cases.case" subject={c.id} may={may} />
  const ledger = (
    <Section title={t('cases:page.ledger.title')}>
      <LedgerProof detail={detail} />
    </Section>
  )
  const tools = (
    <span className="c-head-tools b-no-print">
      {beside ? (
        <Go to={`/cases/${c.id}`} className="b-button" data-kind="quiet" data-size="small">
          <Icon name="right" />
          <span>{t('cases:page.case.open')}</span>
        </Go>
      ) : null}
      <Button kind="quiet" size="small" icon="link" onClick={copyLink}>
        {t('cases:page.case.copy')}
      </Button>
      {beside ? null : (
        <Button kind="quiet" size="small" icon="print" onClick={() => window.print()}>
          {t('cases:page.case.print')}
        </Button>
      )}
    </span>
  )
  const head = <CaseHead detail={detail} fetchedAt={answer.dataUpdatedAt} tools={tools} />
  const printed = <p className="b-only-print b-small">{t('cases:page.case.printed', { when: exactly(new Date(context.now).toISOString()) })}</p>
  const description = <p className="c-description">{c.description}</p>
  return beside ? (
    <article className="c-case" data-beside>
      {head}
      {actions}
      {description}
      {pictures}
      {clocks}
      {story}
      {facts}
      {more}
      {ledger}
    </article>
  ) : (
    <article className="c-case">
      <div className="c-case-top">
        {head}
        {description}
      </div>
      <div className="c-case-main">
        {pictures}
        {story}
        {ledger}
      </div>
      <aside className="c-case-side">
        {actions}
        {clocks}
        {facts}
        {more}
      </aside>
      {printed}
    </article>
  )
}
