import { readFile, stat } from 'node:fs/promises'
import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'
import { err, ok, type Fault, type Result } from '#base/results.ts'

export type Feature = { readonly geometry: unknown; readonly properties: Readonly<Record<string, string>> }

/** Largest file taken, packed and unpacked: a whole province at full detail is below it, and a zip bomb above. */
const mostBytes = 512 * 1024 * 1024

const fault = (field: string, code: string, params?: Fault['params']): { readonly ok: false; readonly error: Fault } =>
  err({ field, value: null, code: `areas.${code}`, ...(params ? { params } : {}) })

const texts = (properties: unknown): Readonly<Record<string, string>> => typeof properties !== 'object' || properties === null ? {} : Object.fromEntries(
  Object.entries(properties).flatMap(([key, value]) => typeof value === 'string' || typeof value === 'number' ? [[key, String(value).trim()]] : []))

/**
 * Reads the features of a GeoJSON file, packed with gzip or not. A single Feature counts as a collection of one.
 * Faults: areas.file_missing, file_too_large, file_damaged, not_json, not_a_feature_collection.
 */
export const readFeatures = async (path: string): Promise<Result<readonly Feature[], Fault>> => {
  const size = await stat(path).then((s) => s.isFile() ? s.size : null, () => null)
  if (size === null) return fault('file', 'file_missing', { path })
  if (size > mostBytes) return fault('file', 'file_too_large', { megabytes: mostBytes / 1024 ** 2 })
  let bytes = await readFile(path)
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const plain = await promisify(gunzip)(bytes, { maxOutputLength: mostBytes }).catch((error: NodeJS.ErrnoException) => error.code ?? '')
    if (typeof plain === 'string') return plain === 'ERR_BUFFER_TOO_LARGE' ? fault('file', 'file_too_large', { megabytes: mostBytes / 1024 ** 2 }) : fault('file', 'file_damaged')
    bytes = plain
  }
  let read: unknown
  try {
    read = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    return fault('file', 'not_json', { detail: (error as Error).message.slice(0, 200) })
  }
  const { type, features } = (read ?? {}) as { type?: unknown; features?: unknown }
  const list = type === 'FeatureCollection' && Array.isArray(features) ? features as unknown[] : type === 'Feature' ? [read] : null
  if (!list) return fault('type', 'not_a_feature_collection')
  return ok(list.map((feature) => {
    const { geometry, properties } = (feature ?? {}) as { geometry?: unknown; properties?: unknown }
    return { geometry: geometry ?? null, properties: texts(properties) }
  }))
}
