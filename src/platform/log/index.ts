import type { Log } from '#platform/http/index.ts'

type Level = 'info' | 'warn' | 'error'

const plain = (value: unknown): unknown => (value instanceof Error ? { message: value.message, stack: value.stack, ...('code' in value ? { code: value.code } : {}) } : value)

/** One JSON line an event. Callers pass facts without personal data; errors are written with their stack. */
export const jsonLog = (write: (line: string) => void = (line) => void process.stderr.write(line)): Log => {
  const at = (level: Level) => (facts: object, message: string): void => {
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...Object.fromEntries(Object.entries(facts).map(([k, v]) => [k, plain(v)])) })}\n`)
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** For people at a terminal: warnings and errors in one line each. */
export const terseLog = (write: (line: string) => void = (line) => void process.stderr.write(line)): Log => {
  const say = (facts: object, message: string): void => {
    const { err } = facts as { err?: unknown }
    write(`${message}${err ? `: ${err instanceof Error ? (err.stack ?? err.message) : String(err)}` : ''}\n`)
  }
  return { info: () => {}, warn: say, error: say }
}
