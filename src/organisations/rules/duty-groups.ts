import type { DutyMatrix } from './duty.ts'

/** Paths that every rule treats alike: those whose nearest step named by a rule or fallback is the same. '' is "none named". */
export type PathGroup = { readonly root: string; readonly paths: readonly string[] }

export const groupPaths = (paths: readonly string[], named: ReadonlySet<string>): readonly PathGroup[] => {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    let step = path
    while (step !== '' && !named.has(step)) step = step.slice(0, Math.max(0, step.lastIndexOf('.')))
    const known = groups.get(step)
    if (known) known.push(path)
    else groups.set(step, [path])
  }
  return [...groups].map(([root, members]) => ({ root, paths: members }))
}

/** Categories and areas that the rules and fallbacks of these matrices name. */
export const namedPaths = (...matrices: readonly DutyMatrix[]): { readonly categories: ReadonlySet<string>; readonly areas: ReadonlySet<string> } =>
  ({
  categories: new Set(matrices.flatMap((matrix) => matrix.rules.map((rule) => rule.category_path))),
  areas: new Set(matrices.flatMap((matrix) => [...matrix.rules.map((rule) => rule.area_path), ...matrix.fallbacks.map((fallback) =>
    fallback.area_path)])),
})
