import type { Contact } from './contact.ts'

/** What stands where something personal stood. */
const veil = '***'
const alone = (pattern: string): RegExp => new RegExp(`(?<!\\d)(?:${pattern})(?!\\d)`, 'g')
const day = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])'

/** Full-width digits, letters and signs as their plain kin, each in its own place. */
const narrow = (text: string): string => text.replaceAll(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

/**
 * Numbers that lead to a person: resident identity numbers (GB 11643-1999: 18 places with a birthday inside), bank cards, mobile numbers,
 * landlines with their area code, e-mail addresses, and account names after the word that announces them.
 */
const patterns: readonly RegExp[] = [
  alone(`[1-9]\\d{5}[ -]?(?:19|20)\\d{2}${day}[ -]?\\d{3}[\\dXx]`),
  alone('\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}(?:[ -]?\\d{1,3})?'),
  alone('(?:\\+?86[ -]?)?1[3-9]\\d[ .-]?\\d{4}[ .-]?\\d{4}'),
  alone('[(]?0\\d{2,3}[)]?[ -]?[2-9]\\d{6,7}(?:(?:转|[ #-]|ext\\.? ?)\\d{1,6})?'),
  /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g,
  /(?<=(?:微信|QQ|WeChat)号?[: ]{0,3})[A-Za-z0-9_-]{5,20}/gi,
]

const quoted = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** What the reporter said about himself, wherever else he says it. */
const own = (contact: Contact | null): readonly RegExp[] => {
  if (!contact) return []
  const found: RegExp[] = []
  const name = narrow(contact.name)
  if ([...name].length >= 2) found.push(/^[\p{Script=Latin}\s.'-]+$/u.test(name) ? new RegExp(`(?<!\\p{L})${quoted(name)}(?!\\p{L})`, 'giu') : new RegExp(quoted(name), 'gi'))
  const digits = narrow(contact.phone).replaceAll(/\D/g, '')
  if (digits.length >= 5) found.push(alone([...digits].join('[ .()-]{0,2}')))
  for (const text of [contact.email, ...Object.values(contact.other)]) if (text.length >= 5) found.push(new RegExp(quoted(narrow(text)), 'gi'))
  return found
}

/**
 * A text without what leads to a person: numbers, addresses and names as above, and whatever the reporter gave as his contact. The case's record is kept
 * for ever and read by the unit complained about, which must not learn who complained (信访工作条例 2022 §30; 个人信息保护法 §6); what was really said is
 * kept sealed beside the contact. Gives the text itself where nothing was hidden.
 */
export const hidePersonal = (text: string, contact: Contact | null): string => {
  const plain = narrow(text)
  const found = [...own(contact), ...patterns].flatMap((pattern) => [...plain.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length })))
  let shown = '', done = 0
  for (const { from, to } of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (to <= done) continue
    if (from >= done) shown += text.slice(done, from) + veil
    done = to
  }
  return shown + text.slice(done)
}

/** Several texts at once, and those among them that were changed, as they were said. */
export const hidePersonalIn = <Name extends string>(texts: Readonly<Record<Name, string>>, contact: Contact | null):
{ readonly shown: Readonly<Record<Name, string>>; readonly said: Readonly<Partial<Record<Name, string>>> } => {
  const names = Object.keys(texts) as Name[]
  const shown = Object.fromEntries(names.map((name) => [name, hidePersonal(texts[name], contact)])) as Record<Name, string>
  return { shown, said: Object.fromEntries(names.filter((name) => shown[name] !== texts[name]).map((name) => [name, texts[name]])) as Partial<Record<Name, string>> }
}
