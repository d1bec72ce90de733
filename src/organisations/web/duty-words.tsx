import { hasText, StateTag, useText } from '#platform/web-ui/index.ts'

/** The words for lead duties; an own word of the city stands as it is. */
export const useDutyWord = (): ((duty: string) => string) => {
  const { t } = useText()
  return (duty) => (hasText(`organisations:page.duties.${duty}`) ? t(`organisations:page.duties.${duty}`) : duty)
}
export const DutyWords = ({ duties }: { readonly duties: readonly string[] }) => {
  const { t } = useText()
  const say = useDutyWord()
  return duties.length === 0 ? (
    <>{t('ui:kit.none')}</>
  ) : (
    <span className="b-row">
      {duties.map((duty) => (
        <StateTag key={duty} tone={null}>
          {say(duty)}
        </StateTag>
      ))}
    </span>
  )
}
