import { useEffect, useId, useRef, useState } from 'react'
import { Dialog } from './dialog.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useText } from './i18n.ts'
import { Keys, useKeys } from './keys.tsx'
import { useGo } from './links.tsx'

export type Command = {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly icon?: IconName
  readonly keys?: string
  readonly words?: string
  readonly run: () => void
}
/** Finds things by what was typed: cases by number, areas by name. */
export type CommandSource = (typed: string, signal: AbortSignal, go: (to: string) => void) => Promise<readonly Command[]>

const own = new Map<symbol, readonly Command[]>()
/** Offers what a page can do in the command palette while it is open. */
export const useCommands = (commands: readonly Command[]): void => {
  const id = useRef(Symbol('commands'))
  useEffect(() => {
    const key = id.current
    own.set(key, commands)
    return () => {
      own.delete(key)
    }
  }, [commands])
}

let openPalette: () => void = () => {}
export const showCommandPalette = (): void => openPalette()

const matches = (command: Command, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${command.label} ${command.words ?? ''} ${command.group}`.toLowerCase().includes(word))

export const CommandPalette = ({ commands, sources }: { readonly commands: readonly Command[]; readonly sources: readonly CommandSource[] }) => {
  const { t } = useText()
  const id = useId()
  const go = useGo()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<readonly Command[]>([])
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  openPalette = () => {
    setTyped('')
    setFound([])
    setAt(0)
    setOpen(true)
  }
  useKeys(t('ui:keys.everywhere'), [{ keys: 'mod+k', label: t('ui:palette.title'), run: () => openPalette() }])

  useEffect(() => {
    if (!open || typed.trim().length < 2) {
      setFound([])
      return
    }
    const stop = new AbortController()
    const timer = window.setTimeout(() => {
      void Promise.allSettled(sources.map((source) => source(typed.trim(), stop.signal, go))).then((answers) => {
        if (!stop.signal.aborted) setFound(answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])))
      })
    }, 150)
    return () => {
      window.clearTimeout(timer)
      stop.abort()
    }
  }, [typed, open, sources]) // `go` is new at every render and does the same
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const shown = [...found, ...[...[...own.values()].flat(), ...commands].filter((command) => matches(command, typed))].slice(0, 60)
  const run = (command: Command | undefined): void => {
    if (!command) return
    setOpen(false)
    command.run()
  }
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={t('ui:palette.title')} width={620} bare>
      <div className="b-palette">
        <div className="b-palette-box">
          <Icon name="search" />
          <input
            autoFocus
            value={typed}
            placeholder={t('ui:palette.ask')}
            aria-label={t('ui:palette.ask')}
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
            onChange={(event) => {
              setTyped(event.target.value)
              setAt(0)
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'ArrowDown') {
                event.preventDefault()
                setAt((i) => Math.min(i + 1, shown.length - 1))
              }
              if (event.key === 'ArrowUp') {
                event.preventDefault()
                setAt((i) => Math.max(i - 1, 0))
              }
              if (event.key === 'Enter') {
                event.preventDefault()
                run(shown[at])
              }
            }}
          />
        </div>
        <ul ref={list} id={id} role="listbox" aria-label={t('ui:palette.title')}>
          {shown.map((command, i) => (
            <li key={command.id} id={`${id}-${i}`} role="option" aria-selected={i === at} onPointerMove={() => setAt(i)} onClick={() => run(command)}>
              {command.icon ? <Icon name={command.icon} /> : <span className="b-icon" />}
              <span className="b-palette-label">{command.label}</span>
              <span className="b-palette-group">{command.group}</span>
              {command.keys ? <Keys keys={command.keys} /> : null}
            </li>
          ))}
        </ul>
        {shown.length === 0 ? <p className="b-palette-none">{t('ui:palette.none')}</p> : null}
      </div>
    </Dialog>
  )
}
