import { useRef, useState } from 'react'
import { ApiProblem, Button, Icon, speak, useOnline, useText } from '#platform/web-ui/index.ts'
import type { DraftHandle } from './use-draft.ts'

const most = 6
/** The server's limit of one photo, in megabytes. */
const photoMegabytes = 25

/** A file that was refused for what it is: sending it again would be refused again. */
const isRefused = (fault: unknown): boolean => fault instanceof ApiProblem && fault.status >= 400 && fault.status < 500 && fault.status !== 408 && fault.status !== 429

/** Photos, sent while the rest is filled in; each shows how far it is and can be tried again. */
export const PhotoStep = ({ handle }: { readonly handle: DraftHandle }) => {
  const { t } = useText()
  const online = useOnline()
  const camera = useRef<HTMLInputElement>(null)
  const album = useRef<HTMLInputElement>(null)
  const { draft, photos } = handle
  const [unreadable, setUnreadable] = useState<ReadonlySet<string>>(new Set())
  const sayFault = (fault: unknown): string =>
    fault instanceof ApiProblem && (fault.status === 413 || fault.code.endsWith('too_large'))
      ? t('intake:page.photo.too_large', { n: photoMegabytes })
      : isRefused(fault) || online ? speak(fault).title : t('intake:page.photo.later')
  const take = (files: FileList | null): void => {
    for (const file of [...(files ?? [])].slice(0, most - draft.photos.length)) handle.addPhoto(file)
  }
  const full = draft.photos.length >= most
  return (
    <>
      <p className="r-lead">{t('intake:page.photo.lead')}</p>
      {draft.photos.length > 0 ? (
        <ul className="r-photos">
          {draft.photos.map((photo, i) => {
            const state = photos[photo.key]
            const said = photo.file
              ? t('intake:page.photo.ready')
              : state?.fault
                ? sayFault(state.fault)
                : t('intake:page.photo.sending', { n: Math.round((state?.share ?? 0) * 100) })
            return (
              <li key={photo.key} data-fault={state?.fault && !photo.file ? true : undefined}>
                {state?.url && !unreadable.has(photo.key) ? (
                  <img src={state.url} alt={t('intake:page.photo.alt', { n: i + 1 })} onError={() => setUnreadable((before) => new Set([...before, photo.key]))} />
                ) : (
                  <span className="r-photo-none">
                    <Icon name="photo" size={24} />
                    <small>{photo.name}</small>
                  </span>
                )}
                <span className="r-photo-state" role="status">
                  {said}
                  {photo.file || state?.fault ? null : <progress value={state?.share ?? 0} aria-label={t('intake:page.photo.alt', { n: i + 1 })} />}
                </span>
                <span className="r-photo-do">
                  {state?.fault && !photo.file && !isRefused(state.fault) ? (
                    <Button size="small" icon="refresh" onClick={() => handle.retryPhoto(photo.key)}>
                      {t('ui:retry')}
                    </Button>
                  ) : null}
                  <Button
                    size="small"
                    kind="quiet"
                    icon="close"
                    aria-label={t('intake:page.photo.remove', { n: i + 1 })}
                    onClick={() => handle.removePhoto(photo.key)}
                  >
                    {t('ui:kit.remove')}
                  </Button>
                </span>
              </li>
            )
          })}
        </ul>
      ) : null}
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <input
        ref={album}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <div className="r-take">
        <Button
          size="large"
          icon="photo"
          className="r-camera"
          refusal={full ? t('intake:page.photo.full', { n: most }) : undefined}
          onClick={() => camera.current?.click()}
        >
          {t(draft.photos.length > 0 ? 'intake:page.photo.another' : 'intake:page.photo.take')}
        </Button>
        <Button size="large" refusal={full ? t('intake:page.photo.full', { n: most }) : undefined} onClick={() => album.current?.click()}>
          {t('intake:page.photo.choose')}
        </Button>
      </div>
      <p className="r-small">{t('intake:page.photo.privacy')}</p>
    </>
  )
}
