import { useText } from '#platform/web-ui/index.ts'

/** What happens after reporting, in the reporter's words. */
export const NextSteps = () => {
  const { t } = useText()
  return (
    <ol className="r-next">
      {['look', 'give', 'fix', 'check'].map((key) => (
        <li key={key}>
          <strong>{t(`intake:page.next.${key}.title`)}</strong>
          <span>{t(`intake:page.next.${key}.text`)}</span>
        </li>
      ))}
    </ol>
  )
}
