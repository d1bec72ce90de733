import type { Place } from './place.ts'
import { wallMs } from './values.ts'

const english = {
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const chinese = { months: Array.from({ length: 12 }, (_, i) => `${i + 1}月`), days: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] }
const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** ODK XForms specification, format-date and format-date-time. */
export const formatDate = (text: string, pattern: string, at: Place): string => {
  const wall = wallMs(text, at.form.zone)
  if (wall === null) return ''
  const d = new Date(wall)
  const names = /^zh|\(zh|中文|汉语/i.test(at.form.language()) ? chinese : english
  const parts: Readonly<Record<string, string>> = {
    Y: pad(d.getUTCFullYear(), 4), y: pad(d.getUTCFullYear() % 100, 2), m: pad(d.getUTCMonth() + 1, 2), n: String(d.getUTCMonth() + 1),
    b: names.months[d.getUTCMonth()] ?? '', d: pad(d.getUTCDate(), 2), e: String(d.getUTCDate()), H: pad(d.getUTCHours(), 2), h: String(d.getUTCHours()),
    M: pad(d.getUTCMinutes(), 2), S: pad(d.getUTCSeconds(), 2), 3: pad(d.getUTCMilliseconds(), 3), a: names.days[d.getUTCDay()] ?? '', '%': '%',
  }
  return pattern.replaceAll(/%(.)/g, (whole, letter: string) => parts[letter] ?? whole)
}
