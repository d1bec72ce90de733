import './map.css'
import { useText } from '../i18n.ts'

/** Where a map will be: says so, instead of an empty square. */
export const MapLoading = () => {
  const { t } = useText()
  return (
    <div className="b-map-loading" role="status">
      <span>{t('ui:map.loading')}</span>
    </div>
  )
}
