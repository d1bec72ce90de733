import type { LocalDate } from '#base/instants.ts'
import { holdsOn } from '../rules/index.ts'
import type { Contact } from '../store/units.ts'
import type { UnitModel } from './models.ts'

/** Rows of the units in force under `unitColumns`, parents first; of several contacts the first is given. */
export function* unitTableRows(model: UnitModel, contacts: readonly (Contact & { readonly unit_id: string })[], areaCode: (id: string) => string,
  on: LocalDate): Generator<readonly string[]> {
  const first = new Map<string, Contact>()
  for (const contact of contacts) if (!first.has(contact.unit_id)) first.set(contact.unit_id, contact)
  for (const unit of [...model.all].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!holdsOn(unit, on)) continue
    const contact = first.get(unit.id)
    yield [
      unit.code, unit.name, unit.kind, unit.parent_id === null ? '' : (model.byId(unit.parent_id)?.code ?? ''),
      unit.area_id === null ? '' : areaCode(unit.area_id), unit.duties.join(' '), unit.valid_from,
      contact?.role ?? '', contact?.name ?? '', contact?.phone ?? '', contact?.email ?? '',
    ]
  }
}
