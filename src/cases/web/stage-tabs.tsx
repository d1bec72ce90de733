import { sayNumber, useText } from '#platform/web-ui/index.ts'
import type { CaseCounts } from './api.ts'

export type StageTabsProps = {
  readonly stages: readonly string[]
  readonly chosen: string
  readonly counts: CaseCounts | undefined
  readonly onChoose: (stage: string) => void
}

const countOf = (stage: string, counts: CaseCounts): number => {
  const all = Object.entries(counts.by_stage)
  if (stage === '') return all.reduce((sum, [, n]) => sum + n, 0)
  if (stage === 'open') return all.reduce((sum, [name, n]) => (name === 'done' ? sum : sum + n), 0)
  return counts.by_stage[stage] ?? 0
}

/** The stages with what waits in each; chosen by click or left and right arrows. */
export const StageTabs = ({ stages, chosen, counts, onChoose }: StageTabsProps) => {
  const { t, language } = useText()
  const move = (by: number): void => onChoose(stages[(stages.indexOf(chosen) + by + stages.length) % stages.length] ?? '')
  return (
    <div className="c-tabs" role="tablist" aria-label={t('cases:page.desk.stages')}>
      {stages.map((stage) => (
        <button
          key={stage}
          type="button"
          role="tab"
          aria-selected={stage === chosen}
          tabIndex={stage === chosen ? 0 : -1}
          onClick={() => onChoose(stage)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') move(1)
            if (event.key === 'ArrowLeft') move(-1)
          }}
        >
          <span>{t(`cases:page.stages.${stage || 'all'}`)}</span>
          {counts ? (
            <span className="c-tab-count">
              {sayNumber(countOf(stage, counts), language)}
              {!counts.total_is_exact && (stage === 'done' || stage === '') ? '+' : ''}
            </span>
          ) : null}
        </button>
      ))}
    </div>
  )
}
