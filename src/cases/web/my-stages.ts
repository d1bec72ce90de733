import type { CaseStage } from '../rules/index.ts'

type May = (permission: string | undefined) => boolean
/** The stage whose work a permission is for, in the order of the loop. */
const stageOfPermission: readonly (readonly [string, CaseStage])[] = [
  ['cases.accept', 'accept'],
  ['cases.dispatch', 'dispatch'],
  ['cases.handle', 'handle'],
  ['cases.check', 'check'],
  ['cases.close', 'close'],
]

/** Stages in which the reader can do something. */
export const myStages = (may: May): readonly CaseStage[] => stageOfPermission.filter(([permission]) => may(permission)).map(([, stage]) => stage)

/** Where the inbox opens: at the reader's own work; whoever accepts and dispatches has an eye on all of it, and so has who only reads. */
export const firstStage = (may: May): string => {
  const [first = 'open'] = myStages(may)
  return may('cases.accept') && may('cases.dispatch') ? 'open' : first
}

/** Who works on cases, one or many; others look. */
export const mayWork = (may: May): boolean => myStages(may).length > 0 || may('cases.supervise')
