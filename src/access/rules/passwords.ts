import type { Fault } from '#base/results.ts'

/** OWASP ASVS 5.0 6.2: at least 12 characters here, at most 128, no composition rules; the commonest and the account's own name are refused. */
export const passwordRule = { shortest: 12, longest: 128 } as const

/** Twelve-character-and-longer entries that lead every published list of leaked passwords, and their obvious kin. */
const common = /^(1234567890+1?2?3?4?|12345678910+|(.)\2+|(qwerty|asdf|zxcv|1q2w3e|qazwsx|password|passw0rd|admin|administrator|welcome|letmein|iloveyou|woaini|abc123)[\w!@#$%.]*)$/i

export const checkPassword = (password: string, username: string): readonly Fault[] => {
  const faults: Fault[] = []
  const length = [...password].length
  const say = (code: string, params: Record<string, string | number> = {}): void => void faults.push({ field: 'password', value: null, code: `access.${code}`, params })
  if (length < passwordRule.shortest) say('password_short', { shortest: passwordRule.shortest, length })
  if (length > passwordRule.longest) say('password_long', { longest: passwordRule.longest })
  if (common.test(password)) say('password_common')
  if (username.length >= 4 && password.toLowerCase().includes(username.toLowerCase())) say('password_has_name')
  return faults
}
