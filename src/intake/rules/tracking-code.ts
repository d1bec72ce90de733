/**
 * The code a reporter tracks a case with, without an account: ten characters of Crockford's base 32, fifty random bits. Guessing at sixty tries a
 * minute against a million codes takes a thousand years on average for the first hit.
 */
export const trackingCodeLength = 10

/** As people read it: `K7QF-3M9X-T2`. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`

/**
 * Reads a code as people type it: small letters, spaces and hyphens anywhere, full-width letters, and the letters Crockford's alphabet leaves out
 * for the digits they are mistaken for (I and L for 1, O for 0). Null where it cannot be one.
 */
export const readTrackingCode = (typed: string): string | null => {
  const code = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s\-‐-―]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code) ? code : null
}
