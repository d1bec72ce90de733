export {
  type ContactRole, contactRoles, holdsOn, inUnitSubtree, parentFault, type Unit, unitCodePattern, type UnitKind, unitKinds, unitPathBelow,
} from './units.ts'
export { decideChangeUnit, decideCloseUnit, decideCreateUnit } from './decisions.ts'
export {
  type ContactLine, isDay, type LineFault, readUnitTable, type TableLine, unitColumns, type UnitLine, type UnitTableRead,
} from './unit-table.ts'
export {
  type AreaFallback, type CompiledMatrix, compileMatrix, type Duty, type DutyMatrix, type DutyQuestion, type DutyReason, type DutyRule,
  type DutyUnit, fallbackFor,
  type Limit, limitUnits, type LimitUnit, resolveDuty, stepsUp, strongestRules,
} from './duty.ts'
export { type PathGroup } from './duty-groups.ts'
export { changeDays, checkMatrix, type DutyConflict, type DutyGap, isPublishable, type MatrixCheck, type RuleFault } from './duty-check.ts'
export { diffMatrices, type DutyChange, type MatrixDiff } from './duty-diff.ts'
export { dutyColumns, type DutyLine, type DutyLookup, type DutyTableRead, readDutyTable, territorialLead, wholeCatalogue } from './duty-table.ts'
export { type LeafDuty, type ProposedRule, proposeRules, territorialDuties } from './propose.ts'
