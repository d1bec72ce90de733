import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Dialog } from './dialog.tsx'
import { useText } from './i18n.ts'

/** `keys`: one key (`j`, `Enter`, `?`), a pair pressed one after the other (`g i`), or with the command key (`mod+k`). */
export type Binding = { readonly keys: string; readonly label: string; readonly run: () => void }
type Group = { readonly title: string; readonly bindings: () => readonly Binding[] }

let groups: readonly Group[] = []
const listeners = new Set<() => void>()
const setGroups = (next: readonly Group[]): void => {
  groups = next
  for (const listener of listeners) listener()
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) && !['checkbox', 'radio', 'button'].includes((target as HTMLInputElement).type)))
const inWindow = (): boolean => document.querySelector('dialog[open], .ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null

/** Single letters can be turned off, for people whose speech or hands press them unmeant (WCAG 2.1.4). */
const storageKey = 'bihuan.single-keys'
const readSingle = (): boolean => {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}
let single = readSingle()
const chooseSingle = (on: boolean): void => {
  single = on
  try {
    if (on) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, 'off')
  } catch {
    /* a browser without storage forgets the choice, nothing else */
  }
}

let first: string | null = null
let firstAt = 0
const nameOf = (event: KeyboardEvent): string => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key
}
const onKey = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  const name = nameOf(event)
  const mod = name.startsWith('mod+')
  if (!mod && (typing(event.target) || inWindow() || (!single && event.key.length === 1))) return
  if (
    ['Enter', ' '].includes(event.key) &&
    event.target instanceof HTMLElement &&
    event.target.closest('button, a, [role=button], [role=tab], summary, input')
  )
    return
  const pair = first !== null && Date.now() - firstAt < 1200 ? `${first} ${name}` : null
  first = null
  const all = groups.toReversed().flatMap((group) => group.bindings())
  const hit = (pair ? all.find((b) => b.keys === pair) : undefined) ?? all.find((b) => b.keys === name)
  if (hit) {
    event.preventDefault()
    hit.run()
  } else if (all.some((b) => b.keys.startsWith(`${name} `))) {
    first = name
    firstAt = Date.now()
  }
}
let started = false

/** Puts actions on keys while the component is on the page, and into the list that `?` shows. */
export const useKeys = (title: string, bindings: readonly Binding[], active = true): void => {
  const latest = useRef(bindings)
  latest.current = bindings
  useEffect(() => {
    if (!active) return
    if (!started) {
      document.addEventListener('keydown', onKey)
      started = true
    }
    const group: Group = { title, bindings: () => latest.current }
    setGroups([...groups, group])
    return () => setGroups(groups.filter((g) => g !== group))
  }, [title, active])
}

const glyphs: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Enter: '↵' }
const mac = /Mac|iPhone|iPad/.test(navigator.platform)
export const sayKeys = (keys: string): readonly string[] =>
  keys
    .split(' ')
    .map(
      (key) =>
        glyphs[key] ??
        key.replace('mod+', mac ? '⌘' : 'Ctrl ').replace(/(^|\s)([a-z])$/, (_, gap: string, letter: string) => gap + letter.toUpperCase()),
    )
export const Keys = ({ keys }: { readonly keys: string }) => (
  <span className="b-keys">
    {sayKeys(keys).map((key, i) => (
      <kbd key={i}>{key}</kbd>
    ))}
  </span>
)

let openHelp: () => void = () => {}
export const showKeyboardHelp = (): void => openHelp()

/** The list of every key that works on this page, opened by `?`. */
export const KeyboardHelp = () => {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const [letters, setLetters] = useState(single)
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => groups,
  )
  openHelp = () => setOpen(true)
  useKeys(t('ui:keys.everywhere'), [{ keys: '?', label: t('ui:keys.help'), run: () => setOpen(true) }])
  const titles = [...new Set(list.map((group) => group.title))]
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={t('ui:keys.title')} width={640}>
      <label className="b-choice">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            setLetters(event.target.checked)
            chooseSingle(event.target.checked)
          }}
        />
        <span>
          {t('ui:keys.single')}
          <small>{t('ui:keys.single_why')}</small>
        </span>
      </label>
      <div className="b-keys-list">
        {titles.map((title) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {list
                .filter((group) => group.title === title)
                .flatMap((group) => group.bindings())
                .map((b) => (
                  <div key={b.keys}>
                    <dt>
                      <Keys keys={b.keys} />
                    </dt>
                    <dd>{b.label}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
