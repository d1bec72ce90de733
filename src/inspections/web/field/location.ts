export type Fix = { readonly lon: number; readonly lat: number; readonly accuracy_m: number }
export type Located = { readonly fix: Fix | null; readonly why: 'found' | 'denied' | 'unavailable' | 'too_slow' }

/**
 * Where the phone is, asked once. Called only while a photo is taken or a visit is submitted: the app never follows anybody.
 * A reading up to ten seconds old will do, so that several photos of one spot do not wait each.
 */
export const locate = (limitMs = 12_000): Promise<Located> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve({ fix: null, why: 'unavailable' })
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ fix: { lon: coords.longitude, lat: coords.latitude, accuracy_m: Math.max(0, Math.round(coords.accuracy * 10) / 10) }, why: 'found' }),
      (error) => resolve({ fix: null, why: error.code === 1 ? 'denied' : error.code === 3 ? 'too_slow' : 'unavailable' }),
      { enableHighAccuracy: true, timeout: limitMs, maximumAge: 10_000 },
    )
  })
