#!/usr/bin/env node
// Starts the program with the Node that comes with its packages, so that an older one on the machine does not matter.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/app/main.ts', import.meta.url))
const own = fileURLToPath(new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url))
const old = Number(process.versions.node.split('.')[0]) < 26
if (old && !existsSync(own)) {
  process.stderr.write(`Bihuan needs Node 26 and found ${process.versions.node}: run "npm ci" in its folder, which brings its own.\n`)
  process.exit(1)
}
const child = spawn(old ? own : process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 128 + (os.constants.signals[signal] ?? 0) : (code ?? 1)))
