import { createHash } from 'node:crypto'
import { type Crs, shapeToWgs84 } from '#base/geometry/crs.ts'
import { parseBoundary } from '#base/geometry/geojson.ts'
import { areaLost, type RepairReport, repairShape } from '#base/geometry/repair.ts'
import { boxOf, countPositions, toGeometry } from '#base/geometry/shapes.ts'
import type { Instant, LocalDate } from '#base/instants.ts'
import { err, ok, type Fault, type Result } from '#base/results.ts'
import { newId } from '#platform/random/index.ts'
import type { AreaId } from '../rules/index.ts'
import type { BoundaryInsert } from '../store/boundaries.ts'

/** Share of the drawn ground a boundary may lose by being mended before it is refused (issue clause: nothing loses more than 0.5 %). */
export const mostLost = 0.005

export type PreparedBoundary = { readonly row: Omit<BoundaryInsert, 'id' | 'areaId' | 'validFrom' | 'createdAt' | 'source'>; readonly report: RepairReport }

/** The wire form of a repair report. */
export const repairWire = (report: RepairReport) => ({
  flaws: [...report.flaws], drawn_m2: Math.round(report.drawn), shoelace_m2: Math.round(report.shoelace), even_odd_m2: Math.round(report.evenOdd), after_m2: Math.round(report.after),
  lost_share: Math.round(areaLost(report) * 1e6) / 1e6, parts_before: report.partsBefore, parts_after: report.partsAfter,
})

/** Reads, converts and mends a boundary as it comes in; faults when it cannot be used. */
export const prepareBoundary = (geometry: unknown, crs: Crs): Result<PreparedBoundary, readonly Fault[]> => {
  const read = parseBoundary(geometry)
  if (!read.ok) return err(read.error.map((fault) => ({ ...fault, code: `areas.${fault.code}` })))
  const mended = repairShape(shapeToWgs84(crs, read.value))
  if (!mended) return err([{ field: 'geometry', value: null, code: 'areas.nothing_enclosed' }])
  const { shape, report } = mended
  const lost = areaLost(report)
  if (lost > mostLost) return err([{ field: 'geometry', value: null, code: 'areas.area_lost', params: { percent: Math.round(lost * 1e4) / 100 } }])
  const written = toGeometry(shape)
  return ok({
    report,
    row: {
      geometry: written, box: boxOf(shape), areaM2: report.after, positions: countPositions(shape), originalCrs: crs,
      repair: report.flaws.length > 0 ? repairWire(report) : null, digest: createHash('sha256').update(JSON.stringify(written)).digest('hex'),
    },
  })
}

export const boundaryRow = ({ row }: PreparedBoundary, areaId: AreaId, from: LocalDate, source: string, now: Instant): BoundaryInsert =>
  ({ ...row, id: newId(now), areaId, validFrom: from, source, createdAt: now })
