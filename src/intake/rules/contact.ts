import { err, type Fault, ok, type Result } from '#base/results.ts'
import { cleanLine, textLimits } from './texts.ts'

/** Who reported, as told. Every field may be empty; it is kept encrypted and apart from the case. */
export type Contact = {
  readonly name: string
  readonly phone: string
  readonly email: string
  /** Other identifiers a channel brought along: a device, an account elsewhere. Never shown, never masked. */
  readonly other: Readonly<Record<string, string>>
}
export const noContact: Contact = { name: '', phone: '', email: '', other: {} }
export const isEmptyContact = (c: Contact): boolean => c.name === '' && c.phone === '' && c.email === '' && Object.keys(c.other).length === 0

/** Digits, an optional leading +, and what people put between: 138 0000 0000, (0531) 8888-8888, 8888转12. */
const phonePattern = /^\+?[\d\s\-()（）转#*x.]{3,30}$/
const emailPattern = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>"]{2,}$/

/** Faults: `intake.phone_invalid`, `intake.email_invalid`, and those of a text. A masked number, as other systems export it, is taken as it is. */
export const readContact = (given: { readonly name?: string; readonly phone?: string; readonly email?: string;
  readonly other?: Readonly<Record<string, string>> }): Result<Contact, readonly Fault[]> => {
  const faults: Fault[] = []
  const line = (field: 'name' | 'phone' | 'email'): string => {
    const read = cleanLine(`contact.${field}`, given[field] ?? '', textLimits[field])
    // Who it was is not said back, not even to say that it was too long.
    if (!read.ok) faults.push({ ...read.error, value: null })
    return read.ok ? read.value : ''
  }
  const contact: Contact = { name: line('name'), phone: line('phone'), email: line('email'), other: given.other ?? {} }
  if (contact.phone !== '' && !phonePattern.test(contact.phone.normalize('NFKC'))) faults.push({ field: 'contact.phone', value: null,
    code: 'intake.phone_invalid' })
  if (contact.email !== '' && !emailPattern.test(contact.email)) faults.push({ field: 'contact.email', value: null, code: 'intake.email_invalid' })
  return faults.length > 0 ? err(faults) : ok(contact)
}

export type MaskedContact = { readonly name: string; readonly phone: string; readonly email: string }

const maskName = (name: string): string => {
  const letters = [...name]
  return letters.length < 2 ? letters.map(() => '*').join('') : `${letters[0]}${'*'.repeat(Math.min(letters.length - 1, 3))}`
}
const maskPhone = (phone: string): string => {
  const digits = phone.replaceAll(/\D/g, '')
  if (digits.length < 7) return phone === '' ? '' : '***'
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `***${digits.slice(-3)}`
}
const maskEmail = (email: string): string => (email === '' ? '' : `${email.slice(0, 1)}***${email.slice(email.lastIndexOf('@'))}`)

/**
 * What may be seen without a logged reason: the family name, the first three and last four digits (as on 12345 orders, `138****0000`), the mail's
 * house.
 */
export const maskContact = (c: Contact): MaskedContact => ({ name: maskName(c.name), phone: maskPhone(c.phone), email: maskEmail(c.email) })
