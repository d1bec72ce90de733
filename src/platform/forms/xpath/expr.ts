export type Step = { readonly axis: 'child' | 'self' | 'parent' | 'descendant'; readonly name: string; readonly filters: readonly Expr[] }
export type Expr =
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'text'; readonly value: string }
  | { readonly op: 'binary'; readonly sign: string; readonly left: Expr; readonly right: Expr }
  | { readonly op: 'minus'; readonly of: Expr }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'path'; readonly from: 'root' | 'context' | Expr; readonly filters: readonly Expr[]; readonly steps: readonly Step[] }

export type ParseProblem = { readonly code: string; readonly params: Readonly<Record<string, string | number>> }
