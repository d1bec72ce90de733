import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/app/main.ts', import.meta.url))

/** The program as its users start it, in a process of its own. */
export type Running = {
  readonly address: string
  readonly pid: number
  readonly databasePid: number | null
  /** From the call to the line that says it is ready. */
  readonly startMs: number
  readonly isAlive: () => boolean
  /** Told once, by the start that made the first city. */
  readonly adminPassword: string | null
  /** Lines of its log that tell of a defect. */
  readonly defects: readonly string[]
  readonly killNow: () => Promise<void>
  readonly stop: () => Promise<void>
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()))

export type StartOptions = {
  readonly data: string
  readonly more?: readonly string[]
  /** Kill it this long after the call, ready or not. */
  readonly killAfterMs?: number
}

/** Starts `serve` on loopback with the embedded database of `data`. Null when it was killed before it was ready, as asked. Throws when it does not come up. */
export const startProgram = async (options: StartOptions): Promise<Running | null> => {
  const began = performance.now()
  const child = spawn(process.execPath, [
    main, 'serve', '--json', '--data', options.data, '--host', '127.0.0.1', '--port', '0', '--trust-proxy', '--no-pages', '--log-json', '--empty', ...(options.more ?? []),
  ], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, BIHUAN_DEBUG: '1' } })
  const log: string[] = [], defects: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.push(line)
    if (log.length > 200) log.shift()
    if (/"level":"error"/.test(line)) defects.push(line)
  })
  const killNow = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended(child)
  }
  const kill = options.killAfterMs === undefined ? null : setTimeout(() => child.kill('SIGKILL'), options.killAfterMs)
  const said = await new Promise<{ address: string; database_pid: number | null; admin_password?: string } | null>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    child.once('exit', () => resolve(null))
    setTimeout(() => resolve(null), 120_000).unref()
  })
  if (kill && !said) {
    await ended(child)
    return null
  }
  if (kill) clearTimeout(kill)
  if (!said) {
    await killNow()
    throw new Error(`the program did not start: ${log.slice(-15).join('\n')}`)
  }
  if (kill) {
    await killNow()
    return null
  }
  return {
    address: said.address, pid: child.pid as number, databasePid: said.database_pid, adminPassword: said.admin_password ?? null, startMs: performance.now() - began, defects, killNow,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      child.kill('SIGTERM')
      await Promise.race([ended(child), sleep(30_000)])
      if (child.exitCode === null) await killNow()
    },
  }
}

/** The database server's process as it says itself; it changes when the program starts it anew. */
export const databasePidOf = async (data: string): Promise<number | null> => {
  const pid = Number((await readFile(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  return pid > 0 ? pid : null
}
