import { Button, Dialog, toast, useText } from '#platform/web-ui/index.ts'

/** A made-up password, told once; nothing on the server can show it again. */
export const OneTimePassword = ({
  told,
  onClose,
}: {
  readonly told: { readonly name: string; readonly password: string } | null
  readonly onClose: () => void
}) => {
  const { t } = useText()
  const copy = (): void => {
    if (told) void navigator.clipboard?.writeText(told.password).then(() => toast({ text: t('access:manage.accounts.copied') }))
  }
  return (
    <Dialog
      open={told !== null}
      onClose={onClose}
      title={t('access:manage.accounts.password_title')}
      width={460}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('access:manage.accounts.password_done')}
        </Button>
      }
    >
      {told ? (
        <div className="b-stack">
          <p>{t('access:manage.accounts.password_once', { name: told.name })}</p>
          <p className="ac-password" translate="no">
            {told.password}
          </p>
          <p>
            <Button onClick={copy}>{t('access:manage.accounts.password_copy')}</Button>
          </p>
        </div>
      ) : null}
    </Dialog>
  )
}
