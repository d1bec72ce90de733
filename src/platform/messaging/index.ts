import { createTransport } from 'nodemailer'
import { hourMs, minuteMs } from '#base/instants.ts'

export type Mail = { readonly id: string; readonly to: string; readonly subject: string; readonly text: string }
/** Sends one mail; throws MailFault with words that hold no secret. */
export type Mailer = { readonly send: (mail: Mail) => Promise<void> }

export class MailFault extends Error {}

export type MailSettings = { readonly url: string; readonly from: string }
/** The settings of the environment; null where no mail server is set. */
export const mailSettingsOf = (env: Readonly<Record<string, string | undefined>>): MailSettings | null => {
  const url = env['BIHUAN_SMTP_URL']?.trim(), from = env['BIHUAN_MAIL_FROM']?.trim()
  return url && from ? { url, from } : null
}

/** Everything in the address that must never be told: user, password, as written and as read. */
const secretsOf = (url: string): readonly string[] => {
  try {
    const read = new URL(url)
    return [url, read.password, decodeURIComponent(read.password), read.username, decodeURIComponent(read.username)].filter((text) => text.length > 0)
  } catch {
    return [url]
  }
}
const safely = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((said, secret) => said.replaceAll(secret, '***').replaceAll(Buffer.from(secret).toString('base64'), '***'), text).replaceAll(/\s+/g, ' ').slice(0, 300)

/** A mailer on the settings, or null without settings. A server that does not answer is given up after 20 seconds. */
export const mailerOf = (settings: MailSettings | null): Mailer | null => {
  if (!settings) return null
  const secrets = secretsOf(settings.url), host = settings.from.match(/@([^\s>]+)/)?.[1] ?? 'bihuan.invalid'
  const url = new URL(settings.url), secure = url.protocol === 'smtps:'
  const transport = createTransport({
    host: url.hostname, port: url.port ? Number(url.port) : secure ? 465 : 587, secure, connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 20_000,
    ...(url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
  })
  return {
    send: async ({ id, to, subject, text }) => {
      try {
        await transport.sendMail({ from: settings.from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${host}>` })
      } catch (error) {
        throw new MailFault(safely(error instanceof Error ? error.message : String(error), secrets))
      }
    },
  }
}

const waits = [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs, 3 * hourMs, 8 * hourMs, 24 * hourMs] as const
/** How long to wait after so many attempts (from 1); null when it is time to give up. */
export const nextTry = (attempts: number): number | null => waits[attempts - 1] ?? null
