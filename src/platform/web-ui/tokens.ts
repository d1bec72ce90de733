/**
 * The one place where colours, sizes and type are decided. Colour is meaning and nothing else (docs: this folder's README):
 * the six tones below are the only colours with a message, and `overdue` is the only red. Everything else is ink on paper.
 * Every `fg` on its own `bg` and on `surface` reaches 4.5:1, every `mark` on `surface` 3:1 (WCAG 2.2 1.4.3, 1.4.11); `tokens.test.ts` measures it.
 */
export type Scheme = 'light' | 'dark'
export const tones = ['on_track', 'today', 'overdue', 'returned', 'closed', 'paused'] as const
export type Tone = (typeof tones)[number]
export type ToneColours = { readonly fg: string; readonly bg: string; readonly mark: string }

export type Palette = {
  readonly ground: string
  readonly surface: string
  readonly sunken: string
  readonly line: string
  readonly edge: string
  readonly text: string
  readonly quiet: string
  readonly faint: string
  readonly action: string
  readonly actionHover: string
  readonly onAction: string
  readonly chosen: string
  readonly fault: string
  readonly faultBg: string
  readonly tones: Readonly<Record<Tone, ToneColours>>
  /** Sequential, colour-blind safe, light to strong on paper and dark to bright on slate. */
  readonly scale: readonly [string, string, string, string, string]
}

export const palettes: Readonly<Record<Scheme, Palette>> = {
  light: {
    ground: '#f4f6f7',
    surface: '#ffffff',
    sunken: '#edf0f2',
    line: '#d8dde1',
    edge: '#7d868f',
    text: '#1a1f24',
    quiet: '#4a535b',
    faint: '#5c656e',
    action: '#1f4e79',
    actionHover: '#173c5e',
    onAction: '#ffffff',
    chosen: '#e3ebf3',
    fault: '#7a3300',
    faultBg: '#fbefe3',
    tones: {
      on_track: { fg: '#0a5a57', bg: '#e0f1ef', mark: '#0b7f79' },
      today: { fg: '#704400', bg: '#fcefd4', mark: '#b87400' },
      overdue: { fg: '#a1071a', bg: '#fce6e8', mark: '#cf1322' },
      returned: { fg: '#56308a', bg: '#efe8f8', mark: '#7a4bb8' },
      closed: { fg: '#4a535b', bg: '#e7eaed', mark: '#6f7881' },
      paused: { fg: '#36495f', bg: '#e2e9f1', mark: '#56708f' },
    },
    scale: ['#eaf1f6', '#bcd3e3', '#84aecb', '#4682ab', '#1b5480'],
  },
  dark: {
    ground: '#121518',
    surface: '#1a1e22',
    sunken: '#0e1113',
    line: '#343a41',
    edge: '#7b858f',
    text: '#e9ebee',
    quiet: '#b7bfc7',
    faint: '#9aa3ac',
    action: '#8fbce8',
    actionHover: '#b0d0ef',
    onAction: '#0c1a28',
    chosen: '#22303e',
    fault: '#f0b487',
    faultBg: '#36261a',
    tones: {
      on_track: { fg: '#82d5ce', bg: '#12302e', mark: '#3fb3aa' },
      today: { fg: '#f0c26c', bg: '#39290d', mark: '#d99a2b' },
      overdue: { fg: '#ffa3a3', bg: '#451a1d', mark: '#f0555c' },
      returned: { fg: '#cfb4f3', bg: '#2e2241', mark: '#a67fe0' },
      closed: { fg: '#b7bfc7', bg: '#292e34', mark: '#8a939c' },
      paused: { fg: '#abc1da', bg: '#202b38', mark: '#7b97b8' },
    },
    scale: ['#1d2a35', '#28465f', '#376a91', '#5e97c2', '#a3cbea'],
  },
}

/** System fonts first: nothing to download, and the ones administrations' machines show best. */
export const fonts = {
  sans: `system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif`,
  serif: `'Songti SC', SimSun, 'Noto Serif SC', 'Noto Serif CJK SC', serif`,
  mono: `ui-monospace, 'SF Mono', Consolas, 'Noto Sans Mono', 'Noto Sans Mono CJK SC', monospace`,
}
/** Three sizes per screen: title, body, small. */
export const sizes = { title: 20, body: 14, small: 12.5 } as const

/** CSS custom properties of a palette, `--b-…`. */
export const cssVariables = (palette: Palette): ReadonlyArray<readonly [string, string]> => [
  ['--b-ground', palette.ground],
  ['--b-surface', palette.surface],
  ['--b-sunken', palette.sunken],
  ['--b-line', palette.line],
  ['--b-edge', palette.edge],
  ['--b-text', palette.text],
  ['--b-quiet', palette.quiet],
  ['--b-faint', palette.faint],
  ['--b-action', palette.action],
  ['--b-action-hover', palette.actionHover],
  ['--b-on-action', palette.onAction],
  ['--b-chosen', palette.chosen],
  ['--b-fault', palette.fault],
  ['--b-fault-bg', palette.faultBg],
  ...tones.flatMap((tone): ReadonlyArray<readonly [string, string]> => {
    const { fg, bg, mark } = palette.tones[tone]
    return [
      [`--b-${tone}-fg`, fg],
      [`--b-${tone}-bg`, bg],
      [`--b-${tone}-mark`, mark],
    ]
  }),
  ...palette.scale.map((colour, i): readonly [string, string] => [`--b-scale-${i + 1}`, colour]),
  ['--b-sans', fonts.sans],
  ['--b-serif', fonts.serif],
  ['--b-mono', fonts.mono],
]
