const radius = 6_378_100
const rad = (degrees: number): number => (degrees * Math.PI) / 180
const point = (text: string): readonly [lat: number, lon: number] | null => {
  const [lat = NaN, lon = NaN] = text.split(/\s+/).map(Number)
  return Number.isFinite(lat) && Number.isFinite(lon) ? [lat, lon] : null
}
const points = (texts: readonly string[]): readonly (readonly [number, number])[] => texts.map(point).filter((one) => one !== null)

/** Length in metres along `lat lon alt accuracy` texts, great circles on a sphere as ODK computes them. */
export const distanceOf = (texts: readonly string[]): number => {
  const all = points(texts)
  let total = 0
  for (let i = 1; i < all.length; i++) {
    const [a, b] = [all[i - 1] as readonly [number, number], all[i] as readonly [number, number]]
    const h = Math.sin(rad(b[0] - a[0]) / 2) ** 2 + Math.cos(rad(a[0])) * Math.cos(rad(b[0])) * Math.sin(rad(b[1] - a[1]) / 2) ** 2
    total += 2 * radius * Math.asin(Math.min(1, Math.sqrt(h)))
  }
  return Math.round(total * 100) / 100
}

/** Square metres inside a ring of such points (Chamberlain & Duquette 2007, "Some algorithms for polygons on a sphere"). */
export const areaOf = (texts: readonly string[]): number => {
  const ring = points(texts)
  if (ring.length < 3) return 0
  let total = 0
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i] as readonly [number, number], ring[(i + 1) % ring.length] as readonly [number, number]]
    total += rad(b[1] - a[1]) * (2 + Math.sin(rad(a[0])) + Math.sin(rad(b[0])))
  }
  return Math.round(Math.abs((total * radius * radius) / 2) * 100) / 100
}
