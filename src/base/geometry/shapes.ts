/** Longitude and latitude in degrees, WGS-84, in this order (RFC 7946 3.1.1). */
export type Position = readonly [number, number]
/** A closed line: the first position stands again at the end. */
export type Ring = readonly Position[]
/** An outer ring and its holes. */
export type Polygon = readonly Ring[]
/** The one shape boundaries are kept in: parts that do not overlap, outer rings anticlockwise, holes clockwise. */
export type MultiPolygon = readonly Polygon[]
/** west, south, east, north in degrees. */
export type Box = readonly [number, number, number, number]

export const boxOf = (shape: MultiPolygon): Box => {
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity
  for (const polygon of shape) for (const ring of polygon) for (const [x, y] of ring) {
    if (x < west) west = x
    if (x > east) east = x
    if (y < south) south = y
    if (y > north) north = y
  }
  return [west, south, east, north]
}

export const countPositions = (shape: MultiPolygon): number => {
  let count = 0
  for (const polygon of shape) for (const ring of polygon) count += ring.length
  return count
}

/** As GeoJSON writes it: one part is a Polygon, several are a MultiPolygon. */
export const toGeometry = (shape: MultiPolygon):
  { readonly type: 'Polygon'; readonly coordinates: Polygon } | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon } =>
  shape.length === 1 && shape[0] ? { type: 'Polygon', coordinates: shape[0] } : { type: 'MultiPolygon', coordinates: shape }
