import '../badges/badges.css'
import './places.css'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { areasApi, placePhotoUrl } from '#areas/web/index.tsx'
import { Button, ErrorState, Go, LoadingSkeleton, PageHead, Panel, sayNumber, StateTag, useCity, useMay, usePath, useText, useTitle } from '#platform/web-ui/index.ts'
import { badgesApi } from '../badges/api.ts'
import { GiveBadge } from '../badges/give-badge.tsx'
import { BadgeTag, inLanguage, useBasis } from '../badges/words.tsx'
import { readStory, type Story } from './api.ts'
import { OpenCases, Problems } from './problems.tsx'
import { Pictures } from './pictures.tsx'
import { Results } from './results.tsx'
import { Visits } from './visits.tsx'

const MapView = lazy(() => import('#platform/web-ui/map/map-view.tsx'))

const Badges = ({ place }: { readonly place: Story['place'] }) => {
  const { t, language } = useText()
  const say = useBasis()
  const may = useMay()
  const [giving, setGiving] = useState(false)
  const badges = useQuery({ queryKey: ['badges', 'of', place.id], queryFn: ({ signal }) => badgesApi.ofPlace(place.id, signal) })
  const kinds = useQuery({ queryKey: ['badges', 'kinds'], queryFn: ({ signal }) => badgesApi.kinds(signal) })
  const items = badges.data?.items ?? []
  return (
    <Panel
      title={t('inspections:badges.title')}
      actions={
        may('inspections.review') && place.valid_to === null ? (
          <Button size="small" onClick={() => setGiving(true)}>
            {t('inspections:badges.give')}
          </Button>
        ) : undefined
      }
    >
      {items.length === 0 ? (
        <p className="b-quiet">{t('inspections:places.no_badges')}</p>
      ) : (
        <ol className="ib-story">
          {items.map((badge) => (
            <li key={badge.id}>
              <Go to="/badges" search={{ show: badge.ended_on ? 'ended' : 'held', open: badge.id }}>
                {inLanguage(language, badge.kind_name, badge.kind_name_en)}
              </Go>{' '}
              <BadgeTag badge={badge} />
              <p className="b-small b-quiet">
                {badge.accepted_on} – {badge.ended_on ?? t('inspections:places.review_by', { day: badge.review_due_on })}
              </p>
              <p className="b-small">{badge.reason && badge.basis['rule'] === 'by_hand' ? badge.reason : say(badge.basis)}</p>
            </li>
          ))}
        </ol>
      )}
      {giving ? <GiveBadge kinds={kinds.data?.items ?? []} place={{ id: place.id, name: place.name, type_code: place.type }} onClose={() => setGiving(false)} /> : null}
    </Panel>
  )
}

const About = ({ place }: { readonly place: Story['place'] }) => {
  const { t, language } = useText()
  const city = useCity()
  const row = useQuery({ queryKey: ['places', 'one', place.id], queryFn: ({ signal }) => areasApi.place(place.id, signal) })
  const photo = row.data ? placePhotoUrl(row.data, 'view') : null
  const standard = inLanguage(language, place.standard, place.standard_en)
  return (
    <>
      <Panel title={t('inspections:places.about')}>
        <div className="b-stack">
          {photo ? <img className="ip-photo" src={photo} alt={t('areas:page.places.photo_of', { name: place.name })} /> : null}
          <dl className="b-facts">
            <dt>{t('areas:page.places.type')}</dt>
            <dd>{inLanguage(language, place.type_name, place.type_name_en)}</dd>
            <dt>{t('areas:page.places.area')}</dt>
            <dd>{row.data?.path_names || place.area}</dd>
            {place.address ? (
              <>
                <dt>{t('areas:page.places.address')}</dt>
                <dd>{place.address}</dd>
              </>
            ) : null}
            <dt>{t('areas:page.places.unit')}</dt>
            <dd>{place.unit?.name ?? <span className="b-quiet">{t('areas:page.places.unit_none')}</span>}</dd>
            {row.data ? (
              <>
                <dt>{t('inspections:places.weight')}</dt>
                <dd>{t('areas:page.places.weight_said', { size: sayNumber(row.data.size, language, 1), risk: sayNumber(row.data.risk, language, 1) })}</dd>
              </>
            ) : null}
          </dl>
          <div>
            <h3>{t('areas:page.places.standard')}</h3>
            <p className="ip-standard">{standard || t('areas:page.types.standard_none')}</p>
          </div>
        </div>
      </Panel>
      <Panel title={t('areas:page.places.position')}>
        <div className="ip-map">
          <Suspense fallback={<LoadingSkeleton />}>
            <MapView label={`${place.name} ${place.address}`} bounds={[place.lon - 0.006, place.lat - 0.005, place.lon + 0.006, place.lat + 0.005]} tileUrl={city.tile_url} pin={[place.lon, place.lat]} />
          </Suspense>
        </div>
        <p className="b-small b-quiet b-mono">
          {place.lon.toFixed(5)}, {place.lat.toFixed(5)}
        </p>
      </Panel>
    </>
  )
}

/** One place with its whole story: results over time, visits, what was found and put right, badges, standard, photo, map. */
const PlacePage = () => {
  const { t, language } = useText()
  const may = useMay()
  const id = usePath().split('/').at(-1) ?? ''
  const answer = useQuery({ queryKey: ['places', 'story', id], queryFn: ({ signal }) => readStory(id, signal), meta: { live: true } })
  const story = answer.data
  useTitle(story?.place.name)
  if (!story) return <div className="b-page">{answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <LoadingSkeleton lines={8} />}</div>
  const { place } = story
  return (
    <div className="b-page">
      <PageHead
        title={place.name}
        actions={
          <>
            <Go className="b-button" to="/places">
              {t('inspections:places.all')}
            </Go>
            {may('areas.manage') ? (
              <Go className="b-button" to="/admin/places" search={{ edit: id }}>
                {t('areas:page.places.edit')}
              </Go>
            ) : null}
          </>
        }
      >
        <p className="b-quiet">
          {[place.code, inLanguage(language, place.type_name, place.type_name_en), place.area].filter(Boolean).join(' · ')}{' '}
          {place.valid_to ? <StateTag tone="closed">{t('areas:page.areas.closed_on', { day: place.valid_to })}</StateTag> : null}
        </p>
      </PageHead>
      <div className="ip-columns">
        <div className="ip-main">
          <Panel title={t('inspections:places.results')}>
            <Results story={story} />
          </Panel>
          <Panel title={t('inspections:places.problems')}>
            <Problems problems={story.problems} />
          </Panel>
          <Panel title={t('inspections:places.visits')}>
            <Visits visits={story.visits} />
          </Panel>
          {story.photos.length > 0 ? (
            <Panel title={t('inspections:places.photos')}>
              <Pictures photos={story.photos} name={place.name} />
            </Panel>
          ) : null}
        </div>
        <div className="ip-side">
          <About place={place} />
          <Badges place={place} />
          <Panel title={t('inspections:places.open_cases')}>
            <OpenCases cases={story.open_cases} />
          </Panel>
        </div>
      </div>
    </div>
  )
}
export default PlacePage
