import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button, ErrorSummary, faultOf, TextArea, TextField, toast, useText } from '#platform/web-ui/index.ts'
import { ReasonDialog, SidePanel } from '#platform/web-ui/desk.ts'
import { placeTypeCode } from '../rules/index.ts'
import { areasApi, type PlaceType } from './api.ts'

/** A kind of place, new or changed: names, what such a place should be like, its order; retired when no new place may have it. */
export const PlaceTypeForm = ({ type, onClose }: { readonly type: PlaceType | null; readonly onClose: () => void }) => {
  const { t } = useText()
  const client = useQueryClient()
  const [code, setCode] = useState(type?.code ?? '')
  const [name, setName] = useState(type?.name ?? '')
  const [nameEn, setNameEn] = useState(type?.name_en ?? '')
  const [standard, setStandard] = useState(type?.standard ?? '')
  const [standardEn, setStandardEn] = useState(type?.standard_en ?? '')
  const [sort, setSort] = useState(String(type?.sort ?? 1000))
  const [retiring, setRetiring] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const save = async (retired: boolean): Promise<PlaceType> => {
    const body = { name: name.trim(), name_en: nameEn.trim(), standard: standard.trim(), standard_en: standardEn.trim(), sort: Number(sort), retired }
    const saved = await areasApi.savePlaceType(code.trim(), body)
    await client.invalidateQueries({ queryKey: ['place-types'] })
    return saved
  }
  const submit = async (retired: boolean, said: string): Promise<void> => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      const saved = await save(retired)
      toast({ text: t(said, { name: saved.name }) })
      onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const badCode = code !== '' && !placeTypeCode.test(code.trim()) ? t('areas:page.types.code_bad') : undefined
  const missing = code.trim() === '' || name.trim() === '' ? t('areas:page.types.fill_first') : (badCode ?? (/^\d+$/.test(sort.trim()) ? undefined : t('areas:page.types.sort_hint')))
  return (
    <SidePanel open onClose={onClose} title={type ? type.name : t('areas:page.types.add')}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void submit(type?.retired ?? false, 'areas:page.types.saved')
        }}
        noValidate
        className="b-stack"
      >
        <ErrorSummary error={error} />
        {type ? (
          <p className="b-quiet">
            {t('areas:page.types.code')} <span className="b-mono">{type.code}</span>
          </p>
        ) : (
          <TextField
            label={t('areas:page.types.code')}
            hint={t('areas:page.types.code_hint')}
            value={code}
            maxLength={40}
            autoCapitalize="none"
            spellCheck={false}
            fault={badCode ?? faultOf(error, 'code')}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        <div className="b-two">
          <TextField label={t('areas:page.types.name')} value={name} maxLength={80} fault={faultOf(error, 'name')} onChange={(event) => setName(event.target.value)} />
          <TextField
            label={t('areas:page.types.name_en')}
            optional
            value={nameEn}
            maxLength={80}
            fault={faultOf(error, 'name_en')}
            onChange={(event) => setNameEn(event.target.value)}
          />
        </div>
        <TextArea
          label={t('areas:page.types.standard')}
          optional
          hint={t('areas:page.types.standard_hint')}
          rows={4}
          maxLength={2000}
          value={standard}
          onChange={(event) => setStandard(event.target.value)}
        />
        <TextArea label={t('areas:page.types.standard_en')} optional rows={4} maxLength={2000} value={standardEn} onChange={(event) => setStandardEn(event.target.value)} />
        <TextField
          label={t('areas:page.types.sort')}
          hint={t('areas:page.types.sort_hint')}
          inputMode="numeric"
          value={sort}
          fault={faultOf(error, 'sort')}
          onChange={(event) => setSort(event.target.value)}
        />
        <div className="b-side-foot">
          {type ? (
            type.retired ? (
              <Button onClick={() => void submit(false, 'areas:page.types.restored_toast')}>{t('areas:page.types.restore')}</Button>
            ) : (
              <Button onClick={() => setRetiring(true)}>{t('areas:page.types.retire')}</Button>
            )
          ) : null}
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} refusal={missing}>
            {t('ui:kit.save')}
          </Button>
        </div>
      </form>
      {type ? (
        <ReasonDialog
          open={retiring}
          onClose={() => setRetiring(false)}
          title={t('areas:page.types.retire_title', { name: type.name })}
          action={t('areas:page.types.retire')}
          reason="none"
          run={async () => {
            await save(true)
            toast({ text: t('areas:page.types.retired_toast', { name: type.name }) })
            onClose()
          }}
        >
          <p>{t('areas:page.types.retire_why', { n: type.places })}</p>
        </ReasonDialog>
      ) : null}
    </SidePanel>
  )
}
