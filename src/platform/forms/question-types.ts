/** Types as XLSForm writes them today, by the other spellings in use (pyxform's dictionary). `null` needs a word of refusal. */
const plain = ['text', 'integer', 'decimal', 'range', 'date', 'time', 'dateTime', 'note', 'geopoint', 'geotrace', 'geoshape', 'image', 'audio', 'video', 'file',
  'barcode', 'acknowledge', 'calculate', 'hidden', 'start', 'end', 'today', 'deviceid', 'phonenumber', 'username', 'email', 'subscriberid', 'simserial', 'audit',
  'start-geopoint', 'background-audio', 'background-geopoint', 'csv-external', 'xml-external', 'rank'] as const
export type PlainType = (typeof plain)[number]

const spellings: Readonly<Record<string, PlainType>> = {
  string: 'text', int: 'integer', 'number of days in last month': 'integer', 'number of days in last six months': 'integer', 'number of days in last year': 'integer',
  percentage: 'integer', 'date time': 'dateTime', datetime: 'dateTime', gps: 'geopoint', location: 'geopoint', photo: 'image', picture: 'image', trigger: 'acknowledge',
  calculation: 'calculate', 'phone number': 'text', 'start time': 'start', 'end time': 'end', 'get start time': 'start', 'get end time': 'end', 'get today': 'today',
  'device id': 'deviceid', 'get device id': 'deviceid', imei: 'deviceid', 'get phone number': 'phonenumber', 'subscriber id': 'subscriberid', 'get subscriber id': 'subscriberid',
  'sim id': 'simserial', 'get sim id': 'simserial', 'uri:deviceid': 'deviceid', 'uri:phonenumber': 'phonenumber', 'uri:username': 'username', 'uri:email': 'email',
  'uri:subscriberid': 'subscriberid', 'uri:simserial': 'simserial', number: 'integer',
}
/** Filled in by the machine, never shown. */
export const machineTypes: ReadonlySet<string> = new Set(['calculate', 'hidden', 'start', 'end', 'today', 'deviceid', 'phonenumber', 'username', 'email', 'subscriberid',
  'simserial', 'audit', 'start-geopoint', 'background-audio', 'background-geopoint', 'csv-external', 'xml-external'])
/** What this program has no way to fill: accepted, kept, left empty. */
export const emptyTypes: ReadonlySet<string> = new Set(['deviceid', 'phonenumber', 'username', 'email', 'subscriberid', 'simserial', 'audit', 'start-geopoint',
  'background-audio', 'background-geopoint', 'geotrace', 'geoshape', 'audio', 'video', 'file', 'osm'])

const commands: readonly (readonly [RegExp, string])[] = [
  [/^(?:add )?(?:select_multiple_from_file|select multiple from file)\s+/i, 'select_multiple_from_file'],
  [/^(?:add )?(?:select_one_from_file|select one from file)\s+/i, 'select_one_from_file'],
  [/^select_one_external\s+/i, 'select_one_external'],
  [/^(?:q |add )?(?:select all that apply from|select_multiple|select multiple prompt using|select multiple from|select multiple|select all that apply)\s+/i, 'select_multiple'],
  [/^(?:q |add )?(?:select one from|select_one|select one prompt using|select one|select1)\s+/i, 'select_one'],
  [/^(?:odk:)?rank\s+/i, 'rank'],
]

export type ReadType =
  | { readonly is: 'begin'; readonly what: 'group' | 'repeat' | 'loop'; readonly list: string }
  | { readonly is: 'end'; readonly what: 'group' | 'repeat' | 'loop' }
  | { readonly is: 'select'; readonly type: string; readonly list: string; readonly orOther: boolean }
  | { readonly is: 'plain'; readonly type: string }
  | { readonly is: 'include' }
  | { readonly is: 'unknown'; readonly near: string }

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
/** The known spelling nearest to a word, or an empty text. */
export const nearest = (word: string, among: readonly string[]): string => {
  const best = among.map((other) => ({ other, far: distance(word.toLowerCase(), other.toLowerCase()) })).toSorted((a, b) => a.far - b.far)[0]
  return best && best.far <= Math.max(1, Math.floor(word.length / 3)) ? best.other : ''
}

export const readType = (text: string): ReadType => {
  const clean = text.trim().replaceAll(/\s+/g, ' ')
  const bounds = /^(begin|end)[ _](lgroup|looped group|group|repeat|loop)(?: over (\S+))?$/i.exec(clean)
  if (bounds) {
    const word = (bounds[2] as string).toLowerCase()
    const what = word === 'lgroup' || word === 'repeat' || word === 'looped group' ? 'repeat' : (word as 'group' | 'loop')
    return bounds[1]?.toLowerCase() === 'begin' ? { is: 'begin', what, list: bounds[3] ?? '' } : { is: 'end', what }
  }
  if (/^include$/i.test(clean)) return { is: 'include' }
  for (const [pattern, type] of commands) {
    const command = pattern.exec(clean)
    if (!command) continue
    const rest = clean.slice(command[0].length)
    const other = /\s+(?:or specify other|or_other|or other)$/i.exec(rest)
    const list = other ? rest.slice(0, other.index) : rest
    if (/^\S+$/.test(list) || /^\$\{[^}]+\}$/.test(list)) return { is: 'select', type, list, orOther: other !== null }
  }
  const low = clean.toLowerCase()
  const bare = /^(?:add )?(.+?)(?: prompt)?$/.exec(low.replace(/^q /, ''))?.[1] ?? low
  for (const word of [low, bare]) {
    const found = plain.find((type) => type.toLowerCase() === word) ?? spellings[word]
    if (found && found !== 'rank') return { is: 'plain', type: found }
  }
  if (/^osm( \S+)?$/.test(low)) return { is: 'plain', type: 'osm' }
  return { is: 'unknown', near: nearest(clean.split(' ')[0] ?? '', [...plain, 'select_one', 'select_multiple', 'begin_group', 'begin_repeat', 'end_group', 'end_repeat']) }
}
