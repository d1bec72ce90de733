import { pinyin } from 'pinyin-pro'

/**
 * The key a name is sorted and searched by: pinyin syllables without tones, in lower case, separated by spaces; other scripts stay as they are.
 * Databases differ in how they sort Chinese, a stored key does not.
 */
export const nameKey = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(' ').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** First letters of the key's words, which is how people type a Chinese name in a hurry: 东华门街道 is dhmjd. */
export const nameInitials = (key: string): string => key.split(' ').map((word) => word[0] ?? '').join('')
