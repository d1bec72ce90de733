/** What a failed statement means to the one who asked for it. */
export type DatabaseFault =
  | { readonly kind: 'conflict'; readonly constraint: string }
  | { readonly kind: 'invalid'; readonly constraint: string }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'unavailable' }

const unavailable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300', '08006', '08003', '08001'])

/** SQLSTATE becomes a problem here and nowhere else (PostgreSQL, Appendix A). Null: a defect. */
export const faultOfDatabase = (error: unknown): DatabaseFault | null => {
  const { code, constraint, message } = error as { code?: string; constraint?: string; message?: string }
  if (code === '23505' || code === '23P01') return { kind: 'conflict', constraint: constraint ?? '' }
  if (code === '23503' || code === '23514' || code === '23502' || code?.startsWith('22')) return { kind: 'invalid', constraint: constraint ?? '' }
  if (code === '42501') return { kind: 'forbidden' }
  if (code === '40001' || code === '40P01' || code === '55P03') return { kind: 'retry' }
  if ((code && unavailable.has(code)) || /Connection terminated|is not queryable|timeout exceeded when trying to connect|server conn crashed/i.test(message ?? '')) return { kind: 'unavailable' }
  return null
}
