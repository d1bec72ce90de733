import { type Instant, toIso } from '#base/instants.ts'
import type { Tx } from '#platform/db/index.ts'
import { problem } from '#platform/http/index.ts'
import { rectificationRate } from '../rules/index.ts'
import { filesOfVisits } from '../store/files.ts'
import { countLedger, type LedgerFilter, listLedger } from '../store/ledger.ts'
import { badgesOfPlace, figuresOfPlace, openCasesHere, storyPlace } from '../store/story.ts'
import { listVisits } from '../store/visits.ts'
import { ledgerWire } from './ledger.ts'
import { photoWire, seesEvidence, visitsWire } from './visit-detail.ts'

const most = 50

/** Everything a page about one place tells, as far as the reader may see it. */
export const placeStory = async (tx: Tx, id: string, permissions: ReadonlySet<string>, now: Instant) => {
  const place = await storyPlace(tx, id)
  if (!place) throw problem('areas.place_not_found', { status: 404 })
  const filter: LedgerFilter = {
    view: 'problems', status: null, unit_path: null, area_path: null, programme_id: null, place_id: id, visit_id: null, category_path: null, q: null, from: null, until: null, now,
  }
  const visits = await listVisits(tx, { place_id: id }, null, most)
  const counts = await countLedger(tx, filter)
  const photos = await filesOfVisits(tx, visits.filter((v) => v.state === 'accepted').slice(0, 6).map((v) => v.id))
  return {
    place: {
      id: place.id, code: place.code, name: place.name, type: place.type_code, type_name: place.type_name, type_name_en: place.type_name_en, area: place.area_name, address: place.address, lon: place.lon,
      lat: place.lat, standard: place.standard, standard_en: place.standard_en, unit: place.unit_id === null ? null : { id: place.unit_id, name: place.unit_name ?? '' }, has_photo: place.has_photo, valid_to: place.valid_to,
    },
    visits: await visitsWire(tx, visits), problems: await ledgerWire(tx, await listLedger(tx, filter, null, most), now), photos: photos.slice(0, 60).map(photoWire(seesEvidence(permissions))),
    badges: (await badgesOfPlace(tx, id)).map((b) => ({ ...b })),
    open_cases: (await openCasesHere(tx, id)).map((c) => ({ ...c, opened_at: toIso(c.opened_at), due_at: c.due_at === null ? null : toIso(c.due_at) })),
    figures: { ...(await figuresOfPlace(tx, id)), problems: counts.total, rectified: counts.rectified, of: counts.rectified + counts.open, rate: rectificationRate(counts) },
  }
}
