import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, download, toast, useMay, useText, useUrlState } from '#platform/web-ui/index.ts'
import { ReasonDialog } from '#platform/web-ui/desk.ts'
import { type Checklist, checklistApi, type Version } from './api.ts'
import { UploadDialog } from './upload-dialog.tsx'

/** Export, new version, publish, discard, retire. */
export const ChecklistActions = ({ checklist, version, all }: { readonly checklist: Checklist; readonly version: Version; readonly all: readonly Checklist[] }) => {
  const { t } = useText()
  const may = useMay()('inspections.plan')
  const client = useQueryClient()
  const [, set] = useUrlState()
  const [doing, setDoing] = useState<'upload' | 'publish' | 'discard' | 'retire' | null>(null)
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['checklists'] })
  const close = (): void => setDoing(null)
  const draft = version.state === 'draft'
  const retired = checklist.retired_at !== null
  return (
    <>
      <Button icon="export" onClick={() => download(checklistApi.file(version.id))}>{t('inspections:checklists.export')}</Button>
      {may ? (
        <>
          <Button icon="plus" onClick={() => setDoing('upload')}>{t('inspections:checklists.next')}</Button>
          {draft ? <Button onClick={() => setDoing('discard')}>{t('inspections:checklists.discard')}</Button>
            : retired ? <Button onClick={() => void checklistApi.retire(checklist.id, false).then(refresh).then(() => toast({ text: t('inspections:checklists.restored') }))}>{t('inspections:checklists.restore')}</Button>
              : <Button onClick={() => setDoing('retire')}>{t('inspections:checklists.retire')}</Button>}
          {draft ? <Button kind="primary" onClick={() => setDoing('publish')}>{t('inspections:checklists.publish')}</Button> : null}
        </>
      ) : null}
      {doing === 'upload' ? <UploadDialog checklist={checklist} versions={all} onClose={close} /> : null}
      <ReasonDialog open={doing === 'publish'} onClose={close} reason="none" title={t('inspections:checklists.publish_title', { n: version.version })} action={t('inspections:checklists.publish')}
        run={async () => {
          await checklistApi.publish(version.id)
          toast({ text: t('inspections:checklists.published', { n: version.version }) })
          await refresh()
        }}>
        <p>{t('inspections:checklists.size', { questions: version.questions, items: version.items })}</p>
        <p className="b-quiet">{t('inspections:checklists.publish_what', { visits: checklist.visits })}</p>
      </ReasonDialog>
      <ReasonDialog open={doing === 'discard'} onClose={close} reason="none" title={t('inspections:checklists.discard_title', { n: version.version })} action={t('inspections:checklists.discard')}
        run={async () => {
          await checklistApi.discard(version.id)
          toast({ text: t('inspections:checklists.discarded') })
          set({ version: null })
          await refresh()
        }}>
        <p className="b-quiet">{t('inspections:checklists.discard_why')}</p>
      </ReasonDialog>
      <ReasonDialog open={doing === 'retire'} onClose={close} reason="none" title={t('inspections:checklists.retire_title')} action={t('inspections:checklists.retire')}
        run={async () => {
          await checklistApi.retire(checklist.id, true)
          toast({ text: t('inspections:checklists.retired') })
          await refresh()
        }}>
        <p className="b-quiet">{t('inspections:checklists.retire_why', { n: checklist.programmes })}</p>
      </ReasonDialog>
    </>
  )
}
