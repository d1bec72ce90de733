/** What a failed statement means to the one who asked for it. */
export type DatabaseFault =
  /** `field`: the column it is about, where the constraint is named after one. */
  | { readonly kind: 'conflict'; readonly constraint: string; readonly field: string | null }
  | { readonly kind: 'invalid'; readonly constraint: string; readonly field: string | null }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'unavailable' }

const unavailable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300', '08006', '08003', '08001'])

/** PostgreSQL names a constraint of one column `<table>_<column>_<kind>`. */
const fieldOf = ({ table, column, constraint }: { readonly table?: string; readonly column?: string; readonly constraint?: string }): string | null =>
  column ?? (table && constraint?.startsWith(`${table}_`) ? (/^(.+)_(?:fkey|key|check)\d*$/.exec(constraint.slice(table.length + 1))?.[1] ?? null) : null)

/** SQLSTATE becomes a problem here and nowhere else (PostgreSQL, Appendix A). Null: a defect. */
export const faultOfDatabase = (error: unknown): DatabaseFault | null => {
  const { code, constraint, message } = error as { code?: string; constraint?: string; message?: string }
  const about = { constraint: constraint ?? '', field: fieldOf(error as Parameters<typeof fieldOf>[0]) }
  if (code === '23505' || code === '23P01') return { kind: 'conflict', ...about }
  if (code === '23503' || code === '23514' || code === '23502' || code?.startsWith('22')) return { kind: 'invalid', ...about }
  if (code === '42501') return { kind: 'forbidden' }
  if (code === '40001' || code === '40P01' || code === '55P03') return { kind: 'retry' }
  if ((code && unavailable.has(code)) || /Connection terminated|is not queryable|timeout exceeded when trying to connect|server conn crashed/i.test(message ?? '')) return { kind: 'unavailable' }
  return null
}
