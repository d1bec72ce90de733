import { existsSync } from 'node:fs'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** A Chromium on this machine, else the one that comes as a package; null where neither runs. */
export const findBrowser = async (): Promise<string | null> => {
  const named = process.env['BIHUAN_BROWSER']
  if (named) return named
  const found = known.find((file) => existsSync(file))
  if (found) return found
  if (process.platform !== 'linux') return null
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } catch {
    return null
  }
}

/** Flags for a browser that asks nobody and stores nothing. */
export const browserFlags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
]
