import { SingleBar } from 'cli-progress'

export type Progress = { readonly step: string; readonly done: number; readonly total: number | null }
export type ProgressLine = { readonly report: (progress: Progress) => void; readonly end: () => void }

const quietMs = 5_000

/** A bar on a terminal, a line now and then elsewhere; always on standard error, so that results can be piped. */
export const progressLine = (name: (step: string) => string): ProgressLine => {
  let bar: SingleBar | undefined, current = '', last = 0
  const tty = process.stderr.isTTY === true
  const stop = (): void => {
    bar?.stop()
    bar = undefined
  }
  return {
    report: ({ step, done, total }) => {
      if (tty) {
        if (step !== current) {
          stop()
          bar = new SingleBar({ format: `  ${name(step)} [{bar}] {value}/{total}`, hideCursor: true, clearOnComplete: false, stream: process.stderr, fps: 8 }, { barCompleteChar: '█', barIncompleteChar: '░', format: '' })
          bar.start(total ?? Math.max(done, 1), done)
        }
        if (total === null) bar?.setTotal(Math.max(done, 1))
        bar?.update(done)
      } else if (step !== current || performance.now() - last > quietMs) {
        process.stderr.write(`  ${name(step)}${total === null ? (done > 0 ? ` ${done}` : '') : ` ${done}/${total}`}\n`)
        last = performance.now()
      }
      current = step
    },
    end: stop,
  }
}
