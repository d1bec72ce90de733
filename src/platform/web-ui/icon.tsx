/** Line icons on a 16 px grid, drawn with the text colour. Decoration only: the word beside it carries the meaning. */
const paths = {
  inbox: 'M2 9.5 4 3.5h8l2 6v3H2zM2 9.5h3.5l1 1.5h3l1-1.5H14',
  cases: 'M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5',
  map: 'M2 4l4-1.5 4 1.5 4-1.5v9.5L10 13.5l-4-1.5-4 1.5zM6 2.5V12M10 4v9.5',
  overview: 'M2.5 13.5h11M4 11V8M7 11V5M10 11V6.5M13 11V3',
  report: 'M8 13.5S3.5 9.3 3.5 6.2a4.5 4.5 0 0 1 9 0C12.5 9.3 8 13.5 8 13.5zM8 4.5v3.5M6.25 6.25h3.5',
  admin: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M8.5 3v3M4.5 10v3',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5l3.5 3.5',
  user: 'M8 2.5a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5zM2.5 13.5c.7-2.5 2.8-3.5 5.5-3.5s4.8 1 5.5 3.5',
  home: 'M2.5 7.5 8 2.5l5.5 5M4 6.5v7h8v-7',
  track: 'M2.5 8h2l1.5-4 3 8 1.5-4h3',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 4 6 8l4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5 6.5 12 13 4.5',
  filter: 'M2.5 3.5h11l-4.25 5v4.5l-2.5-1.5v-3z',
  save: 'M4 2.5h8v11l-4-3-4 3z',
  export: 'M8 2.5v7.5M5 7.5l3 3 3-3M2.5 11v2.5h11V11',
  upload: 'M8 10V2.5M5 5.5l3-3 3 3M2.5 11v2.5h11V11',
  print: 'M4.5 6V2.5h7V6M4.5 11H2.5V6h11v5h-2M4.5 9h7v4.5h-7z',
  refresh: 'M13 5.5A5.5 5.5 0 1 0 13.5 9M13 2.5v3h-3',
  photo: 'M2.5 4h2.5l1-1.5h4L11 4h2.5v9h-11zM8 6a2.3 2.3 0 1 0 0 4.6A2.3 2.3 0 0 0 8 6z',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.5M2.5 8h.5M2.5 12h.5',
  split: 'M2.5 3h11v10h-11zM7 3v10',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3l2 1.5',
  link: 'M6.5 9.5 9.5 6.5M7 4.5 8.5 3a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  theme: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  language:
    'M2.5 8h11' +
    'M8 2.5c2 2 2.5 3.5 2.5 5.5S10 11.5 8 13.5C6 11.5 5.5 10 5.5 8S6 4.5 8 2.5zM8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  more: 'M3.5 8h.5M8 8h.5M12.5 8h.5',
  info: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 7.5v3.5M8 5h.01',
  keyboard: 'M1.5 4.5h13v7h-13zM4 7h.5M6.5 7H7M9 7h.5M11.5 7h.5M5 9.5h6',
  pin: 'M8 14s4.5-4.5 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.5 8 14 8 14zM8 5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  phone: 'M4.5 1.5h7v13h-7zM7 12.5h2',
  plus: 'M8 3v10M3 8h10',
  up: 'M4 10l4-4 4 4',
  checklist: 'M2.5 4l1 1 1.5-2M2.5 8.5l1 1L5 7.5M2.5 13l1 1L5 12M7.5 4h6M7.5 8.5h6M7.5 13h6',
} as const
export type IconName = keyof typeof paths

export const Icon = ({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    className="b-icon"
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={paths[name]} />
  </svg>
)
