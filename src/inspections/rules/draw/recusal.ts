type Place = { readonly id: string; readonly area_path: string; readonly unit_id: string | null }

/** Whether an inspector must not inspect a place (回避): the place, its unit, or an area it lies in is on their list. */
export const isBarred = (inspector: { readonly barred: readonly string[] }, place: Place): boolean =>
  inspector.barred.some((bar) => bar === place.id || bar === place.unit_id || bar === place.area_path || place.area_path.startsWith(`${bar}.`))
