import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const server = process.env['BIHUAN_SERVER'] ?? 'http://127.0.0.1:8080'

/** The pages: one build for every city, whatever path or host it is reached by. No inline script, no eval: the server's policy forbids both. */
export default defineConfig({
  root: here('./src/app/web'),
  base: '/',
  plugins: [react()],
  resolve: { alias: [{ find: /^#(?=[a-z])/, replacement: `${here('./src')}/` }] },
  build: {
    outDir: here('./dist/web'), emptyOutDir: true, target: 'es2023', sourcemap: false, reportCompressedSize: false, chunkSizeWarningLimit: 1600, assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server } },
})
