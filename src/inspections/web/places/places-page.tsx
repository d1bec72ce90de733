import { PlacesList } from '#areas/web/index.tsx'
import { Go, PageHead, Panel, useGo, useMay, useText } from '#platform/web-ui/index.ts'

/** Places as those see them who look at what was found there: each opens its whole story. */
const PlacesPage = () => {
  const { t } = useText()
  const go = useGo()
  const may = useMay()
  return (
    <div className="b-page">
      <PageHead title={t('inspections:section.places.label')}>
        <p className="b-quiet">
          {t('inspections:section.places.hint')} {may('areas.manage') ? <Go to="/admin/places">{t('inspections:places.manage')}</Go> : null}
        </p>
      </PageHead>
      <Panel>
        <PlacesList onOpen={(id) => go(`/places/${id}`)} />
      </Panel>
    </div>
  )
}
export default PlacesPage
