/** What the generator needs to know of the catalogue; the loader fills it from the published version, tests from the default one. */
export type DemoLimit = { readonly value: number; readonly unit: 'urgent_hour' | 'work_hour' | 'work_day' | 'natural_day' }
export type DemoCondition = {
  readonly id: string
  readonly code: string
  readonly text: string
  readonly limit: DemoLimit
  readonly class_limits: Readonly<Partial<Record<'core' | 'main' | 'ordinary', DemoLimit>>>
  readonly closing_condition: string
  readonly after_photos: number
}
export type DemoCategory = {
  readonly id: string
  readonly code: string
  readonly path: string
  readonly name: string
  readonly lead_duty: string | null
  readonly same_time_of_day: boolean
  readonly hotline_only: boolean
  readonly conditions: readonly DemoCondition[]
}

/** Service class of an area by the group of its district: core, main, ordinary. */
export const areaClassOf = (group: string | null): 'core' | 'main' | 'ordinary' => (group === 'core' ? 'core'
  : group === 'inner' ? 'main' : 'ordinary')
export const limitIn = (condition: DemoCondition, group: string | null): DemoLimit => condition.class_limits[areaClassOf(group)] ?? condition.limit
