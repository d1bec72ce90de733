/** Fields of a survey row this program knows; `true` where each language has a column of its own. */
const fields = {
  type: false, name: false, label: true, hint: true, guidance: true, relevant: false, required: false, required_message: true, constraint: false,
  constraint_message: true, calculation: false, readonly: false, appearance: false, parameters: false, default: false, choice_filter: false,
  repeat_count: false, trigger: false, disabled: false, list_name: false, image: true, audio: true, video: true, 'big-image': true,
} as const
export type Field = keyof typeof fields
export const mediaFields = ['image', 'audio', 'video', 'big-image'] as const

/** Other spellings in use (pyxform's aliases): lower case, spaces as `_`. */
const spellings: Readonly<Record<string, Field>> = {
  command: 'type', tag: 'name', caption: 'label', guidance_hint: 'guidance', relevance: 'relevant', 'bind::relevant': 'relevant', 'bind::required': 'required',
  required_msg: 'required_message', 'bind::jr:requiredmsg': 'required_message', requiredmsg: 'required_message', 'bind::constraint': 'constraint', constraining: 'constraint',
  constraint_msg: 'constraint_message', constraintmsg: 'constraint_message', 'bind::jr:constraintmsg': 'constraint_message', 'jr:constraintmsg': 'constraint_message',
  calculate: 'calculation', 'bind::calculate': 'calculation', read_only: 'readonly', 'bind::readonly': 'readonly', 'control::appearance': 'appearance',
  'body::appearance': 'appearance', 'control::jr:count': 'repeat_count', 'jr:count': 'repeat_count', count: 'repeat_count', 'repeat::count': 'repeat_count',
  'media::image': 'image', 'media::audio': 'audio', 'media::video': 'video', 'media::big-image': 'big-image', 'list name': 'list_name', listname: 'list_name',
}
export type Column = { readonly index: number; readonly header: string; readonly field: Field | null; readonly language: string }

const settled = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, '_')
const known = (text: string): Field | null => (text in fields ? (text as Field) : (spellings[text] ?? null))

/** What a header means: `label::English (en)` is the label in that language; one colon does too in forms that use no double one. */
export const columnOf = (header: string, index: number): Column => {
  const clean = header.trim()
  const parts = clean.includes('::') ? clean.split('::') : clean.split(/(?<!\bjr|\bodk|\borx):/)
  const words = parts.map((part) => part.trim())
  for (let count = Math.min(2, words.length); count > 0; count--) {
    const field = known(words.slice(0, count).map(settled).join('::'))
    if (!field) continue
    const rest = words.slice(count)
    if (rest.length === 0) return { index, header: clean, field, language: 'default' }
    if (rest.length === 1 && fields[field] && rest[0] !== '') return { index, header: clean, field, language: rest[0] as string }
  }
  return { index, header: clean, field: null, language: 'default' }
}
