import { useText } from '#platform/web-ui/index.ts'

export const Mark = ({ small = false }: { readonly small?: boolean }) => {
  const { t } = useText()
  return (
    <span className="f-mark">
      <svg width="24" height="24" viewBox="0 0 64 64" aria-hidden="true">
        <rect width="64" height="64" rx="14" className="f-mark-ground" />
        <path
          d="M46 24a16 16 0 1 0 1.5 13M38 24l9 1.5L49 16"
          fill="none"
          className="f-mark-line"
          strokeWidth="6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={small ? 'b-unseen' : ''}>{t('ui:product')}</span>
    </span>
  )
}
