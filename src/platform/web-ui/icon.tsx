/** Line icons on a 16 px grid, drawn with the text colour. Decoration only: the word beside it carries the meaning. */
const paths = {
  inbox: 'M2 9.5 4 3.5h8l2 6v3H2zM2 9.5h3.5l1 1.5h3l1-1.5H14',
  cases: 'M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5',
  map: 'M2 4l4-1.5 4 1.5 4-1.5v9.5L10 13.500l-4-1.5-4 1.5zM6 2.500V12M10 4v9.500',
  overview: 'M2.500 13.500h11M4 11V8M7 11V5M10 11V6.500M13 11V3',
  report: 'M8 13.500S3.500 9.300 3.500 6.200a4.500 4.500 0 0 1 9 0C12.500 9.300 8 13.500 8 13.500zM8 4.500v3.500M6.250 6.250h3.500',
  admin: 'M2.500 4.500h6M11.500 4.500h2M2.500 11.500h2M7.500 11.500h6M8.500 3v3M4.500 10v3',
  search: 'M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.500 10.500l3.500 3.500',
  user: 'M8 2.500a2.750 2.750 0 1 0 0 5.500 2.750 2.750 0 0 0 0-5.500zM2.500 13.500c.7-2.500 2.800-3.500 5.500-3.500s4.800 1 5.500 3.500',
  home: 'M2.500 7.500 8 2.500l5.500 5M4 6.500v7h8v-7',
  track: 'M2.500 8h2l1.500-4 3 8 1.500-4h3',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 4 6 8l4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.500 6.500 12 13 4.500',
  filter: 'M2.500 3.500h11l-4.250 5v4.500l-2.500-1.500v-3z',
  save: 'M4 2.500h8v11l-4-3-4 3z',
  export: 'M8 2.500v7.500M5 7.500l3 3 3-3M2.500 11v2.500h11V11',
  print: 'M4.500 6V2.500h7V6M4.500 11H2.500V6h11v5h-2M4.500 9h7v4.500h-7z',
  refresh: 'M13 5.500A5.500 5.500 0 1 0 13.500 9M13 2.500v3h-3',
  photo: 'M2.500 4h2.500l1-1.500h4L11 4h2.500v9h-11zM8 6a2.300 2.300 0 1 0 0 4.600A2.300 2.300 0 0 0 8 6z',
  list: 'M5.500 4h8M5.500 8h8M5.500 12h8M2.500 4h.5M2.500 8h.5M2.500 12h.5',
  split: 'M2.500 3h11v10h-11zM7 3v10',
  clock: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 5v3l2 1.500',
  link: 'M6.500 9.500 9.500 6.500M7 4.500 8.500 3a3 3 0 0 1 4.500 4.500L11.500 9M9 11.500 7.500 13A3 3 0 0 1 3 8.500L4.500 7',
  lock: 'M4 7.500h8v6H4zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500',
  theme: 'M8 2.500a5.500 5.500 0 1 0 0 11zM8 2.500a5.500 5.500 0 0 1 0 11',
  language: 'M2.500 8h11M8 2.500c2 2 2.500 3.500 2.500 5.500S10 11.500 8 13.500C6 11.500 5.500 10 5.500 8S6 4.500 8 2.500zM8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11z',
  more: 'M3.500 8h.5M8 8h.5M12.500 8h.5',
  info: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 7.500v3.500M8 5h.01',
  keyboard: 'M1.500 4.500h13v7h-13zM4 7h.5M6.500 7H7M9 7h.5M11.500 7h.5M5 9.500h6',
  pin: 'M8 14s4.500-4.500 4.500-7.500a4.500 4.500 0 0 0-9 0C3.500 9.500 8 14 8 14zM8 5a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3z',
  phone: 'M4.500 1.500h7v13h-7zM7 12.500h2',
  plus: 'M8 3v10M3 8h10',
  up: 'M4 10l4-4 4 4',
} as const
export type IconName = keyof typeof paths

export const Icon = ({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) => (
  <svg className="b-icon" width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
)
