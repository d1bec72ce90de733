import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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

/** The pages: one build for every city, whatever path or host it is reached by. No inline script, no eval: the server's policy forbids both. */
export default defineConfig({
  root: here('./src/app/web'),
  base: '/',
  plugins: [react(), squeezed()],
  resolve: { alias: [{ find: /^#(?=[a-z])/, replacement: `${here('./src')}/` }] },
  build: {
    outDir: here('./dist/web'), emptyOutDir: true, target: 'es2023', sourcemap: false, reportCompressedSize: false, chunkSizeWarningLimit: 1600, assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server } },
})
