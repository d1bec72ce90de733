import { XMLBuilder } from 'fast-xml-parser'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Locale, negotiateLocale, translator } from '#platform/i18n/index.ts'
import { messageKey } from '#platform/http/index.ts'
import type { Open311Fault } from '../../rules/index.ts'

export type Format = 'xml' | 'json'
/** A value of the Spark convention: what is null is an empty element, a list is named elements in one that holds them. */
export type Field = string | number | boolean | null
export type Item = { readonly [name: string]: Field | List }
export type List = { readonly item: string; readonly items: readonly (Item | Field)[] }
const isList = (value: Field | List): value is List => typeof value === 'object' && value !== null

/** The format is the ending of the address; XML where there is none, since it is the one that is required (GeoReport v2, Format Support). */
export const formatOf = (url: string): Format => (/\.json(?:$|\?)/.test(url.split('?')[0] ?? '') ? 'json' : 'xml')
/** What an address names without its ending. */
export const withoutFormat = (name: string): string => name.replace(/\.(xml|json)$/, '')

/** What XML 1.0 does not take even escaped. */
// eslint-disable-next-line no-control-regex
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const xmlField = (value: Field): string | number | boolean => (value === null ? '' : typeof value === 'string' ? value.replaceAll(notXml,
  '').toWellFormed() : value)
const xmlItem = (item: Item | Field): unknown =>
  typeof item === 'object' && item !== null
    ? Object.fromEntries(Object.entries(item).map(([name, value]) => [name, isList(value) ? xmlList(value) : xmlField(value)]))
    : xmlField(item)
const xmlList = (list: List): unknown => (list.items.length === 0 ? '' : { [list.item]: list.items.map(xmlItem) })

const jsonItem = (item: Item | Field): unknown =>
  typeof item === 'object' && item !== null ? Object.fromEntries(Object.entries(item).map(([name, value]) => [name,
    isList(value) ? value.items.map(jsonItem) : value === '' ? null : value])) : item

const builder = new XMLBuilder({ format: true, indentBy: '  ', ignoreAttributes: false, suppressEmptyNode: false })
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** A document under its root: a list as JSON is an array, and an item its object (Spark convention). */
export const documentOf = (format: Format, root: string, content: List | Item): string => {
  const list = 'items' in content && Array.isArray(content.items) ? (content as List) : null
  if (format === 'json') return JSON.stringify(list ? list.items.map(jsonItem) : jsonItem(content as Item))
  return declaration + String(builder.build({ [root]: list ? xmlList(list) : xmlItem(content as Item) }))
}

export const typeOf = (format: Format): string => (format === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8')

export const send = (reply: FastifyReply, format: Format, root: string, content: List | Item): string => {
  reply.type(typeOf(format)).header('vary', 'accept-language')
  return documentOf(format, root, content)
}

const errorList = (errors: readonly { readonly code: number; readonly description: string }[]): List => ({ item: 'error', items: errors })

/** All that is wrong as one list, in the format that was asked for; the HTTP status is that of the first. */
export const sendFaults = (reply: FastifyReply, format: Format, locale: Locale, faults: readonly Open311Fault[]): string => {
  const t = translator(locale)
  reply.status(faults[0]?.status ?? 400)
  return send(reply, format, 'errors', errorList(faults.map((fault) => ({ code: fault.status,
    description: t(messageKey(fault.code), fault.params) }))))
}

/** An address that is there, asked with a method it does not take (RFC 9110, 15.5.6). */
export const sendNotAllowed = (reply: FastifyReply, format: Format, locale: Locale, allowed: string): string => {
  reply.status(405).header('allow', allowed)
  return send(reply, format, 'errors', errorList([{ code: 405, description: translator(locale)(messageKey('http.method_not_allowed'), { allowed }) }]))
}

/**
 * The specification knows 400, 403 and 404; being asked too often and being out of order keep their own numbers, for clients that come back later.
 */
const statusOf = (status: number): number => (status === 401 || status === 403 ? 403 : status === 404 || status === 429 || status >= 500
  ? status : 400)

/** Every other error of the door in the same form. */
export const sayAsOpen311 = (said: { readonly status: number; readonly text: string }, request: FastifyRequest, reply: FastifyReply): unknown => {
  const status = statusOf(said.status)
  return reply.status(status).send(send(reply, formatOf(request.url), 'errors', errorList([{ code: status, description: said.text }])))
}

export const localeOf = (request: FastifyRequest): Locale => negotiateLocale(request.headers)
