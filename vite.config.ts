import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'
import { pagePathsIn } from './src/app/page-paths.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const server = process.env['BIHUAN_SERVER'] ?? 'http://127.0.0.1:8080'

/** Beside each asset its compressed forms, so that a phone loads a third and the server compresses nothing. */
const squeezed = (): Plugin => ({
  name: 'squeezed', apply: 'build',
  writeBundle: async ({ dir }) => {
    const folder = `${dir}/assets`
    const texts = (await readdir(folder)).filter((name) => /\.(m?js|css)$/.test(name))
    await Promise.all(texts.map(async (name) => {
      const bytes = await readFile(`${folder}/${name}`)
      if (bytes.length < 1400) return
      await writeFile(`${folder}/${name}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }))
      await writeFile(`${folder}/${name}.gz`, await promisify(gzip)(bytes))
    }))
  },
})

/**
 * The field app's own files, followed from its page through everything it may load, go into the worker that keeps them on the phone:
 * the desk with its tables and maps stays out. The worker is one script at a fixed address, beside the page it serves.
 */
const fieldWorker = (): Plugin => {
  let kept: string[] = []
  return {
    name: 'field-worker', apply: 'build', enforce: 'post',
    generateBundle: (_options, bundle) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const found = new Set<string>()
      const follow = (name: string): void => {
        if (found.has(name)) return
        found.add(name)
        const chunk = chunks.find((c) => c.fileName === name)
        if (!chunk) return
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) follow(next)
        for (const asset of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(asset)
      }
      for (const chunk of chunks) if (chunk.isEntry && chunk.facadeModuleId?.endsWith('/field.html')) follow(chunk.fileName)
      kept = [...found].sort()
    },
    writeBundle: async ({ dir }) => {
      const revision = async (file: string): Promise<string> => createHash('sha256').update(await readFile(`${dir}/${file}`)).digest('hex').slice(0, 16)
      const icons = (await readdir(`${dir}/icons`)).map((name) => `icons/${name}`)
      const files = [
        { url: 'field', revision: await revision('field.html') },
        { url: 'field.webmanifest', revision: await revision('field.webmanifest') },
        ...(await Promise.all(icons.map(async (url) => ({ url: `/${url}`, revision: await revision(url) })))),
        ...kept.map((url) => ({ url: `/${url}`, revision: null })),
      ]
      await build({
        configFile: false, root: here('./src/app/web'), publicDir: false, logLevel: 'warn',
        define: { __FIELD_FILES__: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: dir ?? '', emptyOutDir: false, target: 'es2022', sourcemap: false, reportCompressedSize: false,
          lib: { entry: here('./src/app/web/service-worker/sw.ts'), formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
        },
      })
    },
  }
}

/** Which addresses are pages, for the server to answer others with 404. */
const pageList = (): Plugin => ({
  name: 'page-list', apply: 'build',
  generateBundle: async function () {
    const doors = (await readdir(here('./src'))).map((name) => here(`./src/${name}/web/index.tsx`)).filter((file) => existsSync(file))
    const sources = await Promise.all([...doors, here('./src/app/web/router.tsx')].map((file) => readFile(file, 'utf8')))
    this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(pagePathsIn(sources)) })
  },
})

/** The pages: one build for every city, whatever path or host it is reached by. No inline script, no eval: the server's policy forbids both. */
export default defineConfig({
  root: here('./src/app/web'),
  base: '/',
  plugins: [react(), squeezed(), fieldWorker(), pageList()],
  resolve: { alias: [{ find: /^#(?=[a-z])/, replacement: `${here('./src')}/` }] },
  build: {
    outDir: here('./dist/web'), emptyOutDir: true, target: 'es2023', sourcemap: false, reportCompressedSize: false, chunkSizeWarningLimit: 1600, assetsInlineLimit: 0,
    modulePreload: { polyfill: false }, rolldownOptions: { input: [here('./src/app/web/index.html'), here('./src/app/web/field.html')] },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server } },
})
