/** The three steps of the catalogue: 大类 class, 中类 category (a grouping), 小类 sub-category (what a case is filed under). */
export const categoryLevels = ['class', 'category', 'subcategory'] as const
export type CategoryLevel = (typeof categoryLevels)[number]

/** 事件 event: behaviour or a state of things; 部件 component: a fixed public facility (GB/T 30428.2). */
export const categoryKinds = ['event', 'component'] as const
export type CategoryKind = (typeof categoryKinds)[number]

/** 紧急工作时 runs without a break; 工作时 and 工作日 run in working hours; 自然日 are calendar days. */
export const limitUnits = ['urgent_hour', 'work_hour', 'work_day', 'natural_day'] as const
export type LimitUnit = (typeof limitUnits)[number]
export type Limit = { readonly value: number; readonly unit: LimitUnit }

/** Class of an area for service levels: A core, B main, C ordinary. */
export const areaClasses = ['core', 'main', 'ordinary'] as const
export type AreaClass = (typeof areaClasses)[number]

export const urgencies = ['ordinary', 'urgent', 'emergency'] as const
export type Urgency = (typeof urgencies)[number]

export const photoKinds = ['near', 'far', 'reference', 'before', 'after', 'other'] as const
export type PhotoKind = (typeof photoKinds)[number]

export const versionStatuses = ['draft', 'published', 'retired'] as const
export type VersionStatus = (typeof versionStatuses)[number]

/** What a registered problem must show, and what must be shown before it may be closed. */
export type Evidence = {
  /** Kinds of photo wanted when the problem is reported or registered. */
  readonly report_photos: readonly PhotoKind[]
  /** How many photos taken after handling are needed. */
  readonly after_photos: number
}

/** 立案条件: when a problem of this sub-category is registered, how long handling may take, and what closes it. */
export type Condition = {
  /** Code of the sub-category and a running number: `E0136-1`. */
  readonly code: string
  readonly text: string
  readonly text_en: string | null
  readonly limit: Limit
  /** Other limits for areas of a class; an area class without one has `limit`. */
  readonly class_limits: Readonly<Partial<Record<AreaClass, Limit>>>
  readonly urgency: Urgency
  readonly closing_condition: string
  readonly closing_condition_en: string | null
  /** 告知性结案: the case may be closed by telling what will be done where it cannot be done now. */
  readonly informed_closing: boolean
  readonly evidence: Evidence
  /** Where text and limit come from; `default` = set by this program, no source claimed. */
  readonly source: string
}

export type Category = {
  readonly code: string
  readonly level: CategoryLevel
  readonly kind: CategoryKind
  readonly parent_code: string | null
  /** Codes from the class down, joined by '.'. */
  readonly path: string
  readonly name: string
  readonly name_en: string | null
  /** Duty that leads, as a readable code: `sanitation`, `urban_enforcement` … */
  readonly lead_duty: string | null
  readonly legal_source: string | null
  /** Words people use for it, for the search. */
  readonly keywords: readonly string[]
  /** `act:27-4` (an act the civility regulation names), `campaign:small_ads` … */
  readonly tags: readonly string[]
  /** A check must look at the same time of day as the report (night stalls, noise). */
  readonly same_time_of_day: boolean
  /** Comes in by telephone or from residents only: inspectors cannot find it on the street. */
  readonly hotline_only: boolean
  readonly source: string
  readonly conditions: readonly Condition[]
}

/** One whole catalogue, classes first, every parent before its children. */
export type Catalogue = readonly Category[]

/**
 * The limit of a condition in an area of a class (domain.md 1.4: other systems store three limits A/B/C).
 * Without a class, or without a limit of its own for that class, the ordinary limit holds.
 */
export const limitFor = (condition: Pick<Condition, 'limit' | 'class_limits'>, areaClass: AreaClass | null): Limit =>
  (areaClass && condition.class_limits[areaClass]) || condition.limit

/** Whether `path` lies in the subtree of `root` ('' is the whole catalogue). */
export const inSubtree = (path: string, root: string): boolean =>
  root === '' || path === root || (path.startsWith(root) && path[root.length] === '.')

/** The paths from the given one up to the class, deepest first. */
export const pathsUpward = (path: string): readonly string[] => {
  const out = [path]
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) out.push(path.slice(0, dot))
  return out
}

/** Most pressing urgency among the conditions; what a desk sees before a condition is chosen. */
export const urgencyOf = (category: Category): Urgency => {
  let most = 0
  for (const condition of category.conditions) most = Math.max(most, urgencies.indexOf(condition.urgency))
  return urgencies[most] ?? 'ordinary'
}
