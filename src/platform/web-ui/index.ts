// The light door: no component library behind it, so that a resident's phone loads little. Parts for the desk: `./desk.ts`.
export { api, apiUrl, ApiProblem, basePath, download, onSignedOut, upload, type FieldProblem, type Params, type Query } from './api.ts'
export { Button, type ButtonProps } from './button.tsx'
export { ClockBadge, remainingNow, sayRemaining, type Due } from './clock-badge.tsx'
export { DayInput } from './day-input.tsx'
export { Dialog } from './dialog.tsx'
export { Choices, ErrorSummary, faultOf, Field, TextArea, TextField, type Choice } from './fields.tsx'
export { Figure, type FigureProps } from './figure.tsx'
export { Hint } from './hint.tsx'
export {
  chooseLanguage,
  codeText,
  currentLanguage,
  hasText,
  languages,
  speak,
  startTexts,
  text,
  useText,
  type Language,
  type Translate,
} from './i18n.ts'
export { Icon, type IconName } from './icon.tsx'
export { KeyboardHelp, Keys, showKeyboardHelp, useKeys, type Binding } from './keys.tsx'
export { Go, keptSearch, keptWords, parseSearch, stringifySearch, useGo, usePath, useUrlState, type Search } from './links.tsx'
export { useLiveEvents, useLiveState, useLiveUpdates, type LiveEvent } from './live.ts'
export { useMedia, usePhone } from './media.ts'
export { useNow } from './now.ts'
export { PageHead, Panel, useTitle } from './page.tsx'
export type { Frame, PageRoute, WebPart } from './pages.ts'
export { usePagedList, type Page, type PagedList } from './paging.ts'
export { CommandPalette, showCommandPalette, useCommands, type Command, type CommandSource } from './palette.tsx'
export { Gallery, PhotoPair, photoUrl, Thumb, type Photo } from './photo.tsx'
export { makeQueryClient } from './query.ts'
export {
  changePassword,
  loadSession,
  sessionKey,
  signIn,
  useCity,
  useMay,
  useSession,
  useSessionQuery,
  useSignOut,
  type Account,
  type CityInfo,
  type HeldRole,
  type Session,
} from './session.tsx'
export { type PagePanel, PanelsProvider, readyPanels, Slot } from './slots.tsx'
export { DemoRibbon, EmptyState, ErrorState, LoadingSkeleton, NoPermission, OfflineBanner, useDelay, useOnline } from './states.tsx'
export { StateTag, ToneMark } from './state-tag.tsx'
export { chooseTheme, currentScheme, startTheme, useScheme, useThemeChoice, type ThemeChoice } from './theme.ts'
export { sayDay, sayExactly, sayNumber, saySpan, sayWhen, type TimeContext } from './time.ts'
export { useTime, useToday } from './use-time.ts'
export { toast, Toasts, type Toast } from './toast.tsx'
export { palettes, tones, type Palette, type Scheme, type Tone } from './tokens.ts'
export { TrendChart, type TrendSeries } from './trend-chart.tsx'
