/** A report while it is being written, as it is kept on the phone. */
export type DraftPhoto = {
  readonly key: string
  readonly name: string
  readonly kind: 'near' | 'far'
  /** Set once the server has it. */
  readonly file: { readonly file_id: string; readonly secret: string } | null
  readonly at: readonly [lon: number, lat: number] | null
}
export type DraftPlace = {
  readonly point: readonly [lon: number, lat: number] | null
  /** Where the point came from: said beside it, because a guess of the phone deserves a second look. */
  readonly from: 'map' | 'phone' | 'photo' | null
  readonly area: { readonly id: string; readonly name: string } | null
  readonly address: string
}
export type Draft = {
  readonly key: string
  readonly state: 'writing' | 'waiting'
  readonly photos: readonly DraftPhoto[]
  readonly place: DraftPlace
  readonly category: { readonly code: string; readonly name: string } | null
  readonly unsure: boolean
  readonly description: string
  readonly name: string
  readonly phone: string
  readonly consent: boolean
  readonly saved_at: number
}
export const steps = ['photo', 'place', 'what', 'contact', 'check'] as const
export type Step = (typeof steps)[number]

export const emptyDraft = (key: string): Draft => ({
  key,
  state: 'writing',
  photos: [],
  place: { point: null, from: null, area: null, address: '' },
  category: null,
  unsure: false,
  description: '',
  name: '',
  phone: '',
  consent: false,
  saved_at: 0,
})
/** Whether anything was put into it: an untouched draft is not offered again. */
export const isBegun = (d: Draft): boolean =>
  d.photos.length > 0 ||
  d.place.point !== null ||
  d.place.area !== null ||
  d.place.address !== '' ||
  d.category !== null ||
  d.description !== '' ||
  d.phone !== '' ||
  d.name !== ''

export type Gap = 'nothing_said' | 'nowhere' | 'phone_invalid' | 'consent_needed'
/** The same pattern as the server's rules (intake/rules/contact.ts); said here so that it is told before sending. */
const phonePattern = /^\+?[\d\s\-()（）转#*x.]{3,30}$/
/** What keeps the draft from being sent, by step. */
export const gapsOf = (d: Draft): Readonly<Partial<Record<Step, Gap>>> => ({
  ...(d.photos.length === 0 && d.category === null && d.description.trim() === '' ? { what: 'nothing_said' as const } : {}),
  ...(d.place.point === null && d.place.area === null && d.place.address.trim() === '' ? { place: 'nowhere' as const } : {}),
  ...(d.phone.trim() !== '' && !phonePattern.test(d.phone.normalize('NFKC'))
    ? { contact: 'phone_invalid' as const }
    : d.phone.trim() !== '' && !d.consent
      ? { contact: 'consent_needed' as const }
      : {}),
})
