import { err, type Fault, ok, type Result } from '#base/results.ts'
import type { RowMapper } from './compile.ts'
import type { Profile } from './profile.ts'
import type { ImportRow } from './row.ts'
import { ownText } from './text-rule.ts'

/**
 * Reads a file's rows one after the other and holds each external reference to its first good row: a later one is refused with
 * `import.duplicate_key` and the line of the first, whatever else it says. A row refused for other reasons leaves its reference free.
 * Memory: one entry per row (about 80 bytes).
 */
export const withoutDuplicates = (mapper: RowMapper, profile: Profile): RowMapper => {
  const lines = new Map<string, number>()
  const column = profile.fields.external_ref.columns?.[0] ?? 'external_ref'
  return {
    unused: mapper.unused,
    map: (line, values): Result<ImportRow, readonly Fault[]> => {
      const mapped = mapper.map(line, values)
      if (!mapped.ok) return mapped
      const ref = mapped.value.external_ref
      const first = lines.get(ref)
      if (first !== undefined) return err([{ field: column, value: ref, code: 'import.duplicate_key', params: { line, first_line: first } }])
      // Short texts are copies already; a longer one would keep its portion of the file in memory.
      lines.set(ref.length > 12 ? ownText(ref) : ref, line)
      return ok(mapped.value)
    },
  }
}
