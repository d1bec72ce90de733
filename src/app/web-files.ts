import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { isPage } from './page-paths.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const webFolder = path.join(root, 'dist', 'web')
const marker = path.join(webFolder, 'built-from')

/** Newest change of anything the pages are made of. */
const sourceStamp = async (): Promise<string> => {
  const { readdir } = await import('node:fs/promises')
  let newest = 0
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name)
      if (entry.isDirectory()) await visit(full)
      else newest = Math.max(newest, (await stat(full)).mtimeMs)
    }
  }
  await visit(path.join(root, 'src'))
  for (const file of ['vite.config.ts', 'package-lock.json']) if (existsSync(path.join(root, file))) newest = Math.max(newest, (await stat(path.join(root, file))).mtimeMs)
  return String(Math.floor(newest))
}

/** Builds the pages when they are not there or older than their source; answers whether it had to. */
export const ensureWebBuilt = async (say: (step: string) => void): Promise<boolean> => {
  const stamp = await sourceStamp()
  const built = await readFile(marker, 'utf8').catch(() => '')
  if (built === stamp) return false
  if (!existsSync(path.join(root, 'vite.config.ts'))) {
    if (built) return false
    throw new Error('the pages are not built and their source is not here')
  }
  say('web')
  const { spawn } = await import('node:child_process')
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the pages could not be built: ${output.slice(-2_000)}`))))
  })
  const { writeFile } = await import('node:fs/promises')
  await writeFile(marker, stamp)
  return true
}

/** The pages: hashed assets for ever, the worker and the manifest asked for each time. */
export const serveWeb = async (app: FastifyInstance): Promise<void> => {
  await app.register(staticFiles, { root: webFolder, wildcard: false, index: false, serve: false, preCompressed: true })
  // The inspector's app is a page of its own, kept on the phone; every other address is the one page that routes itself.
  const page = async (wanted: string): Promise<string> => readFile(path.join(webFolder, /^field(\/|$)/.test(wanted) ? 'field.html' : 'index.html'), 'utf8')
  const hidden = new Set(['index.html', 'field.html', 'built-from', 'pages.json'])
  // A build that does not say which pages there are answers every address with the page.
  const pages = await readFile(path.join(webFolder, 'pages.json'), 'utf8').then((text) => JSON.parse(text) as readonly string[], () => null)
  app.get('/*', { config: { rateLimit: false } }, async (request, reply) => {
    const wanted = decodeURIComponent((request.url.split('?')[0] ?? '/').slice(1))
    if (/^(api|open311)(\/|$)/.test(wanted)) return reply.callNotFound()
    const file = path.join(webFolder, path.normalize(`/${wanted}`))
    if (wanted && !hidden.has(wanted) && file.startsWith(`${webFolder}${path.sep}`) && (await stat(file).catch(() => null))?.isFile()) {
      const forever = wanted.startsWith('assets/')
      return reply.sendFile(path.relative(webFolder, file), { cacheControl: true, maxAge: forever ? '365d' : 0, immutable: forever })
    }
    if (/\.[a-z0-9]{2,5}$/i.test(wanted)) return reply.callNotFound()
    // The page itself says that there is nothing, in the reader's language.
    if (pages && !isPage(pages, wanted)) reply.status(404)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(await page(wanted))
  })
}
