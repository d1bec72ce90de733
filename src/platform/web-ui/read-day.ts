/** A day as people type it (2026-11-22, 2026/11/22, 2026年11月22日, 20261122) as `2026-11-22`; null for what is no day. */
export const readDay = (typed: string): string | null => {
  const [, y = '', m = '', d = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(typed.normalize('NFKC').trim()) ?? []
  if (y === '') return null
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const read = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== day ? null : day
}
