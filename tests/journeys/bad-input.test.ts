import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import { areaModelOf } from '#areas/server/index.ts'
import { catalogueModelOf } from '#catalogue/server/index.ts'
import { zipped } from '#platform/documents/index.ts'
import type { Endpoint } from '#platform/http/index.ts'
import { errorCodes } from '../../scripts/documents/errors.ts'
import { endpoints } from '../../scripts/documents/routes.ts'
import { allFieldsOf, leavesOf, sampleOf, type Schema, withAt } from './schema-samples.ts'
import { formOf, listening, openAccount, photo, type Session, sessionIn, soundOf } from './proving.ts'
import { type SmallCity, smallCity } from './small-city.ts'

let c: SmallCity
let all: Session
const defects: string[] = []

before(async () => {
  c = await smallCity({ pages: true, log: (level, facts, message) => { if (level === 'error') defects.push(`${message} ${JSON.stringify(facts, (_k, v) => (v instanceof Error ? v.stack : v))}`) } })
  const city = (await areaModelOf(c.t.city)).byCode('990100')?.id as string
  await openAccount(c, 'everything', (['supervisor', 'civility_office', 'administrator', 'auditor', 'acceptor', 'dispatcher', 'inspector', 'leader'] as const).map((role) => ({ role, area_id: city })))
  all = await sessionIn(c, 'everything')
})
after(() => c.close())

const known = new Map(errorCodes().map((e) => [e.code, e]))
const languages = ['zh-CN', 'en'] as const
let turn = 0
const nextLanguage = (): (typeof languages)[number] => languages[turn++ % 2] as (typeof languages)[number]
const isChinese = (text: string): boolean => /[\u4e00-\u9fff]/.test(text)

type Said = Awaited<ReturnType<Session['call']>>
/** What every no has to be: a status below 500, a code with its sentence in the reader's language, and nothing of the inside. */
const assertClear = (answer: Said, language: string, about: string): void => {
  assert.ok(answer.status >= 400 && answer.status < 500, `${about}: ${answer.status} ${answer.text.slice(0, 500)} ${defects.at(-1) ?? ''}`)
  assert.match(String(answer.headers['content-type']), /application\/problem\+json/, about)
  const { code, title, errors = [] } = answer.body as { code: string; title: string; errors?: { code: string; message: string; field: string }[] }
  for (const said of [{ code, text: title }, ...errors.map((e) => ({ code: e.code, text: e.message }))]) {
    const texts = known.get(said.code)
    assert.ok(texts && texts.zh !== '' && texts.en !== '', `${about}: no text for ${said.code}`)
    assert.ok(said.text !== '' && !/\{\{\w+\}\}/.test(said.text) && !said.text.includes('.errors.'), `${about}: ${said.text}`)
    if (language === 'zh-CN') assert.ok(isChinese(said.text), `${about}: ${said.text}`)
  }
  assert.doesNotMatch(answer.text, /\bat .+:\d+:\d+|node:internal|node_modules|\/src\/|select |insert into|postgres/i, about)
}

const withBodies = endpoints().filter((e): e is Endpoint & { body: NonNullable<Endpoint['body']> } => e.body !== undefined && !e.consumes)
const url = (e: Endpoint): string => e.path.replaceAll(/:([a-z_]+)/g, (_all, name: string) => String(sampleOf((e.params as unknown as Schema | undefined)?.properties?.[name] ?? {}, name)))
const sample = (e: Endpoint): Record<string, unknown> => sampleOf(e.body as unknown as Schema, 'body') as Record<string, unknown>

/** Sends a body that the schema forbids, and insists that the answer names the field. */
const refuses = async (e: Endpoint, body: unknown, field: string, code: RegExp, what: string): Promise<void> => {
  const language = nextLanguage()
  const about = `${e.id}: ${what} (${field})`
  const answer = await all.call(e.method, url(e), { body, headers: { 'accept-language': language } })
  assertClear(answer, language, about)
  assert.equal(answer.status, 400, `${about}: ${answer.text}`)
  assert.ok((answer.body.errors as { field: string; code: string }[]).some((each) => (each.field === field || each.field.endsWith(`.${field}`)) && code.test(each.code)), `${about}: ${answer.text}`)
}

test('every text and list of every body has an end, and no body takes fields nobody declared', () => {
  const open: string[] = []
  for (const e of withBodies) {
    for (const { path, schema } of leavesOf(e.body as unknown as Schema)) {
      if (schema.type === 'string' && !('maxLength' in schema || 'format' in schema || 'enum' in schema || 'const' in schema || 'pattern' in schema)) open.push(`${e.id} ${path.join('.')} has no maxLength`)
      if (schema.type === 'array' && !('maxItems' in schema || (schema.uniqueItems && (schema.items?.enum)))) open.push(`${e.id} ${path.join('.')} has no maxItems`)
      if (schema.type === 'object' && schema.properties && schema.additionalProperties !== false) open.push(`${e.id} ${path.join('.')} takes undeclared fields`)
    }
  }
  assert.deepEqual(open, [])
})

for (const e of withBodies) {
  test(`${e.id} names every field that is missing, unknown, of the wrong type, too long or damaged`, async () => {
    const good = sample(e)
    const schema = e.body as unknown as Schema
    for (const name of schema.required ?? []) {
      const { [name]: _left, ...rest } = good
      await refuses(e, rest, name, /required$/, 'missing')
    }
    if (schema.additionalProperties === false) await refuses(e, { ...good, nobody_knows_me: 1 }, 'nobody_knows_me', /additionalProperties$/, 'unknown')
    for (const { path, schema: leaf } of allFieldsOf(schema)) {
      const field = path.join('.')
      const wrong: readonly unknown[] = leaf.type === 'string' ? [5, true, { a: 1 }, ['x']] : leaf.type === 'number' || leaf.type === 'integer' ? ['5', true, {}, []] : leaf.type === 'boolean' ? ['true', 1, {}] : leaf.type === 'array' || leaf.type === 'object' ? ['x', 7] : []
      for (const value of wrong) await refuses(e, withAt(good, path, value), field, /./, `wrong type ${JSON.stringify(value)}`)
      if (leaf.type === 'string' && leaf.maxLength) await refuses(e, withAt(good, path, 'x'.repeat(leaf.maxLength + 1)), field, /./, 'too long')
      if (leaf.type === 'array' && leaf.maxItems) await refuses(e, withAt(good, path, Array.from({ length: leaf.maxItems + 1 }, () => sampleOf(leaf.items ?? {}, field))), field, /maxItems$/, 'too many')
      if (leaf.type === 'string') for (const damaged of ['a\0b', 'a\ud800b', '\udc00']) await refuses(e, withAt(good, path, damaged), field, /invalid\.text$/, 'damaged')
      if ((leaf.type === 'number' || leaf.type === 'integer') && (leaf.minimum !== undefined || leaf.exclusiveMinimum !== undefined)) await refuses(e, withAt(good, path, -1e308), field, /./, 'far too small')
      if (leaf.type === 'number' || leaf.type === 'integer') {
        for (const number of ['1e999', '-1e999', '1e308', '123456789012345678901234567890']) {
          const body = JSON.stringify(withAt(good, path, '@@')).replace('"@@"', number)
          const answer = await all.call(e.method, url(e), { body, headers: { 'content-type': 'application/json' } })
          assert.ok(answer.status < 500, `${e.id} ${field} ${number}: ${answer.text} ${defects.at(-1)}`)
        }
      }
    }
  })
  test(`${e.id} answers clearly to a body of the right shape about things that are not there`, async () => {
    for (const language of languages) {
      const answer = await all.call(e.method, url(e), { body: sample(e), headers: { 'accept-language': language } })
      assert.ok(answer.status < 500, `${answer.text} ${defects.at(-1)}`)
      if (answer.status >= 400) assertClear(answer, language, e.id)
    }
    // Markup, quotes and the words of SQL are text like any other.
    for (const { path, schema: leaf } of allFieldsOf(e.body as unknown as Schema)) {
      if (leaf.type !== 'string' || leaf.enum || leaf.const) continue
      for (const nasty of ['\'; drop table cases; --', '<script>alert(1)</script>', '${7*7} %s {0} $1', '=1+1', '\\', ',', '😀']) {
        const answer = await all.call(e.method, url(e), { body: withAt(sample(e), path, nasty) })
        assert.ok(answer.status < 500, `${e.id} ${path.join('.')} ${nasty}: ${answer.text} ${defects.at(-1)}`)
        if (answer.status >= 400) assertClear(answer, 'zh-CN', `${e.id} ${path.join('.')} ${nasty}`)
      }
    }
  })
}

test('every rule a schema can break has its sentence in both languages', () => {
  const words = new Set<string>()
  const described = new Set(['type', 'properties', 'required', 'items', 'anyOf', 'description', 'writeOnly', 'default', 'patternProperties', '$id', 'title'])
  const walk = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return
    const { properties, patternProperties, items, anyOf, additionalProperties, ...own } = schema as Schema & Record<string, unknown>
    for (const word of Object.keys(own)) if (!described.has(word)) words.add(word)
    if (additionalProperties === false) words.add('additionalProperties')
    for (const inner of [...Object.values(properties ?? {}), ...Object.values(patternProperties ?? {}), ...(anyOf ?? []), items, additionalProperties]) walk(inner)
  }
  for (const e of endpoints()) for (const schema of [e.body, e.query, e.params]) walk(schema)
  assert.deepEqual([...words].filter((word) => !known.has(`http.invalid.${word}`)), [])
})

// ---- addresses ----
/** One of the three endings of Open311 stands for all. */
const reads = endpoints().filter((e) => e.method === 'GET' && e.id !== 'cases.news' && !/^\/open311.*(\.xml|\*|discovery|services|requests)$/.test(e.path))

test('every address with an id says not found for one nobody has, and names the id for what is none', async () => {
  for (const e of endpoints().filter((each) => each.params && !each.consumes && each.id !== 'cases.news' && !each.path.startsWith('/open311'))) {
    const parameters = (e.params as unknown as Schema).properties ?? {}
    const answer = await all.call(e.method, url(e), e.body ? { body: sample(e) } : {})
    assert.ok(answer.status < 500, `${e.id} ${answer.text}`)
    for (const [name, schema] of Object.entries(parameters)) {
      for (const nasty of ['%00', 'x%00y', '%F0%9F%98%80', `${'9'.repeat(150)}`, '..%2f..%2fpackage.json', '%ED%A0%80', '%', '\'--', '%20', 'null', 'undefined', '__proto__']) {
        const address = e.path.replaceAll(/:([a-z_]+)/g, (_all, each: string) => (each === name ? nasty : String(sampleOf(parameters[each] ?? {}, each))))
        const said = await all.call(e.method, address, { ...(e.body ? { body: sample(e) } : {}), headers: { 'accept-language': 'en' } })
        assert.ok(said.status < 500, `${e.id} ${address}: ${said.text} ${defects.at(-1)}`)
        if (said.status >= 400) assertClear(said, 'en', `${e.id} ${address}`)
        if (schema.format === 'uuid') assert.ok(said.status === 400 || said.status === 404, `${e.id} ${address} ${said.status}`)
      }
    }
  }
})

test('every filter and page marker of every list is taken or refused by name, never broken by', async () => {
  const nasty = ['NaN', 'Infinity', '-1', '1e999', '99999999999999999999', '0x10', '', ' ', 'null', 'true', "' or 1=1 --", '%00', 'a%00b', '%ED%A0%80', '%', '%F0%9F%98%80', '2026-13-45', '2026-02-30', '0000-00-00', '-0001-01-01', '9999-12-31', '+275760-09-13T00:00:00Z', '999999-01-01T00:00:00Z', '2026-03-11T25:00:00Z',
    '0~0190a6d2-7c1e-7000-8000-0000000000ff', '~0190a6d2-7c1e-7000-8000-0000000000ff', '~~', '99999999999999~x', '1,2,3', '1,2,3,4,5', '180,90,-180,-90', 'NaN,NaN,NaN,NaN', '%5B%5D', '%7B%7D', 'x'.repeat(5_000), '*', '.', ',', ',,,', '!&|()<->:*', "\\'", '&x[]=1', '[$gt]=']
  for (const e of reads) {
    const fields = Object.entries((e.query as unknown as Schema | undefined)?.properties ?? {})
    const needed = ((e.query as unknown as Schema | undefined)?.required ?? []).map((name) => `${name}=${encodeURIComponent(String(sampleOf((e.query as unknown as Schema).properties?.[name] ?? {}, name)))}`)
    for (const [name, field] of fields) {
      // Words, numbers and yes or no are refused by their schema alike; only free text and days are worth every trick.
      const free = field.type === 'string' && !field.enum
      await Promise.all((free && !/export|counts|points/.test(e.id) ? nasty : nasty.slice(0, 12)).map(async (value) => {
        const others = needed.filter((pair) => !pair.startsWith(`${name}=`))
        const address = `${url(e)}?${[...others, `${name}=${value.startsWith('%') || value.includes('%00') ? value : encodeURIComponent(value)}`].join('&')}`
        const language = nextLanguage()
        const answer = await all.call('GET', address, { headers: { 'accept-language': language } })
        assert.ok(answer.status < 500, `${address.slice(0, 300)}: ${answer.status} ${answer.text.slice(0, 300)} ${defects.at(-1)}`)
        if (answer.status >= 400 && !e.path.startsWith('/open311')) assertClear(answer, language, address.slice(0, 300))
      }))
      const twice = await all.call('GET', `${url(e)}?${[...needed, `${name}=a`, `${name}=b`].join('&')}`)
      assert.ok(twice.status < 500, `${e.id} ${name} twice: ${twice.text}`)
    }
  }
})

test('a page marker that is none is said to be none', async () => {
  for (const address of ['/api/cases?cursor=x', '/api/cases?cursor=1.5~0190a6d2-7c1e-7000-8000-0000000000ff', '/api/audit?cursor=yesterday', '/api/units?cursor=x', '/api/areas?cursor=x', '/api/places?cursor=x', '/api/visits?cursor=x', '/api/ledger?cursor=x', '/api/findings?cursor=1~x']) {
    const answer = await all.call('GET', address)
    assert.deepEqual([answer.status, answer.body.code], [400, 'http.bad_cursor'], address)
  }
})

// ---- bodies as bytes ----
test('JSON that is none, is no object, or is no UTF-8 is refused before anything happens', async () => {
  const json = { 'content-type': 'application/json' }
  const rows: readonly (readonly [Buffer | string, string])[] = [
    ['{', 'http.malformed'], ['', 'http.malformed'], ['{"description": "x",}', 'http.malformed'], ["{'description':'x'}", 'http.malformed'], ['{"a":1}{"b":2}', 'http.malformed'], ['NaN', 'http.malformed'],
    [Buffer.from('{"description":"\xff\xfe"}', 'latin1'), 'http.malformed'], [Buffer.concat([Buffer.from('{"description":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]), 'http.malformed'],
    [Buffer.concat([Buffer.from('{"description":"'), Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]), Buffer.from('","lon":120.05,"lat":30.05}')]), 'http.malformed'],
    ['{"__proto__":{"admin":true},"description":"x"}', 'http.malformed'], ['{"description":"x","constructor":{"prototype":{"a":1}}}', 'http.malformed'],
    ['null', 'http.invalid_input'], ['[]', 'http.invalid_input'], ['"text"', 'http.invalid_input'], ['5', 'http.invalid_input'], ['true', 'http.invalid_input'],
  ]
  for (const [body, code] of rows) for (const language of languages) {
    const answer = await all.call('POST', '/api/reports', { body, headers: { ...json, 'accept-language': language } })
    assertClear(answer, language, String(body))
    assert.deepEqual([answer.status, answer.body.code], [400, code], String(body))
  }
  const marked = await all.call('POST', '/api/reports', { body: `\ufeff${JSON.stringify({ description: '有标记也读', lon: 120.05, lat: 30.05 })}`, headers: json })
  assert.equal(marked.status, 201, marked.text)
})

test('what nests without end is refused by name instead of using up the stack', async () => {
  const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
  const rows: readonly (readonly [string, string, string])[] = [
    ['PUT', '/api/areas/0190a6d2-7c1e-7000-8000-0000000000ff/boundary', `{"crs":"wgs84","geometry":${deep(200_000)}}`], ['PUT', '/api/calendars/cn', `{"calendar":{"days":${deep(100_000)}}}`],
    ['POST', '/api/reports', `{"description":"x","contact":${deep(50_000)}}`], ['PUT', '/api/calendars/cn', `{"calendar":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
  ]
  for (const [method, address, body] of rows) {
    const answer = await all.call(method, address, { body, headers: { 'content-type': 'application/json' } })
    assertClear(answer, 'zh-CN', address)
  }
})

test('a body of another kind than the address takes is 415, and one too large 413', async () => {
  for (const type of ['text/plain', 'text/xml', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/jsonx', 'image/png', 'text/html']) {
    for (const address of ['/api/session', '/api/reports', '/api/accounts']) {
      const answer = await all.call('POST', address, { body: 'username=a&password=b', headers: { 'content-type': type, 'accept-language': 'en' } })
      assertClear(answer, 'en', `${address} ${type}`)
      assert.deepEqual([answer.status, answer.body.code], [415, 'http.media_type'], `${address} ${type} ${answer.text}`)
    }
  }
  for (const [address, size] of [['/api/reports', 300_000], ['/api/session', 1_100_000], ['/api/saved-filters', 1_100_000]] as const) {
    const answer = await all.call('POST', address, { body: JSON.stringify({ description: 'x'.repeat(size) }), headers: { 'content-type': 'application/json' } })
    assert.deepEqual([answer.status, answer.body.code], [413, 'http.too_large'], address)
  }
})

test('a form that is broken, empty, overfull or of the wrong kind is refused where a file is asked for', async () => {
  const form = (parts: Parameters<typeof formOf>[0]) => formOf(parts)
  const image = await photo()
  const broken: readonly (readonly [string, Buffer | string, Record<string, string>, readonly number[]])[] = [
    ['no boundary', 'x', { 'content-type': 'multipart/form-data' }, [400, 415]], ['not a form', image, { 'content-type': 'image/jpeg' }, [415]], ['JSON', '{}', { 'content-type': 'application/json' }, [415]],
    ['nothing in it', form([]).body, form([]).headers, [400, 422]], ['a field and no file', form([{ name: 'kind', value: 'near' }]).body, form([]).headers, [422]],
    ['an empty file', form([{ name: 'file', value: '', filename: 'a.jpg' }]).body, form([]).headers, [422]], ['cut in the middle', form([{ name: 'file', value: image, filename: 'a.jpg' }]).body.subarray(0, 500), form([]).headers, [400]],
    ['two files', form([{ name: 'file', value: image, filename: 'a.jpg' }, { name: 'file', value: image, filename: 'b.jpg' }]).body, form([]).headers, [413]],
    ['a thousand fields', form(Array.from({ length: 1_000 }, (_, i) => ({ name: `f${i}`, value: 'x' }))).body, form([]).headers, [413]],
    ['a field of a megabyte', form([{ name: 'kind', value: 'x'.repeat(1_000_000) }, { name: 'file', value: image, filename: 'a.jpg' }]).body, form([]).headers, [413, 422]],
    ['a field called __proto__', form([{ name: '__proto__', value: 'x' }, { name: 'file', value: 'x', filename: 'a.jpg' }]).body, form([]).headers, [400, 422]],
  ]
  for (const e of endpoints().filter((each) => each.consumes?.includes('multipart/form-data') && !each.params)) {
    for (const [what, body, headers, statuses] of broken) {
      const language = nextLanguage()
      const answer = await all.call('POST', url(e), { body, headers: { ...headers, 'accept-language': language } })
      assertClear(answer, language, `${e.id} ${what}`)
      assert.ok(statuses.includes(answer.status), `${e.id} ${what}: ${answer.status} ${answer.text}`)
    }
  }
})

// ---- photos and tables ----
test('a photo that is not one is refused with what it is, in both languages', async () => {
  const image = await photo()
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4), sum = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(type), data])))
    return Buffer.concat([length, Buffer.from(type), data, sum])
  }
  const ihdr = Buffer.alloc(13)
  ihdr.writeUInt32BE(60_000, 0)
  ihdr.writeUInt32BE(60_000, 4)
  ihdr.set([8, 2, 0, 0, 0], 8)
  const bomb = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', ihdr), chunk('IDAT', deflateSync(Buffer.alloc(2_000_000))), chunk('IEND', Buffer.alloc(0))])
  const rows: readonly (readonly [string, Buffer, string])[] = [
    ['words', Buffer.from('this is no photo at all, whatever its name says'), 'files.not_a_photo'], ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'files.not_a_photo'], ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'files.svg_not_accepted'],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'), 'files.pdf_not_accepted'], ['half a photo', image.subarray(0, image.length / 2), 'files.damaged'], ['a bomb of 3.6 gigapixels', bomb, 'files.too_many_pixels'],
    ['a photo with an archive behind it', Buffer.concat([image, Buffer.from('PK\x03\x04'), Buffer.alloc(2_000, 1)]), 'files.polyglot'],
  ]
  for (const [what, bytes, code] of rows) for (const language of languages) {
    const { body, headers } = formOf([{ name: 'kind', value: 'near' }, { name: 'file', value: bytes, filename: 'photo.jpg', type: 'image/jpeg' }])
    const answer = await all.call('POST', '/api/uploads', { body, headers: { ...headers, 'accept-language': language } })
    assertClear(answer, language, what)
    assert.deepEqual([answer.status, answer.body.code], [422, code], what)
  }
  const { body, headers } = formOf([{ name: 'kind', value: 'selfie' }, { name: 'file', value: image, filename: 'p.jpg' }])
  const answer = await all.call('POST', '/api/uploads', { body, headers })
  assert.equal(answer.body.errors[0].field, 'kind')
})

test('a workbook that unpacks without end, and tables that are none, are refused at every import', async () => {
  const zeros = 'a'.repeat(1_000_000)
  const pieces: Buffer[] = []
  for await (const piece of zipped([{ name: '[Content_Types].xml', text: ['<Types/>'] }, { name: 'xl/worksheets/sheet1.xml', text: (function* () { for (let i = 0; i < 60; i++) yield zeros })() }])) pieces.push(piece)
  const bomb = Buffer.concat(pieces)
  assert.ok(bomb.length < 500_000)
  const rows: readonly (readonly [string, Buffer])[] = [
    ['a zip bomb', bomb], ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.alloc(600)])], ['a cut workbook', bomb.subarray(0, 300)], ['bytes', Buffer.from([0, 1, 2, 3, 255, 254, 0, 0, 0])],
  ]
  for (const address of ['/api/units/import', '/api/duty/import', '/api/catalogue/import']) for (const [what, bytes] of rows) for (const language of languages) {
    const { body, headers } = formOf([{ name: 'file', value: bytes, filename: 'table.xlsx' }])
    const answer = await all.call('POST', address, { body, headers: { ...headers, 'accept-language': language } })
    assertClear(answer, language, `${address} ${what}`)
    assert.match(answer.body.code, /^documents\./, `${address} ${what} ${answer.text}`)
  }
  for (const text of ['not json', '{"type":"FeatureCollection"', '{"type":"FeatureCollection","features":"x"}', '[]', '{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":null}]}', `{"type":"FeatureCollection","features":${'['.repeat(30_000)}`]) {
    const { body, headers } = formOf([{ name: 'level', value: 'street' }, { name: 'crs', value: 'wgs84' }, { name: 'file', value: text, filename: 'b.geojson' }])
    const answer = await all.call('POST', '/api/areas/boundaries/import', { body, headers })
    assert.ok(answer.status < 500, `${text.slice(0, 60)} ${answer.text.slice(0, 300)} ${defects.at(-1)}`)
    if (answer.status === 200) assert.equal(answer.body.created, 0)
  }
})

test('a hundred megabytes are turned away at once where they are announced, and in flat memory where they are not', async () => {
  const port = await listening(c)
  const size = 100 * 1024 * 1024
  const send = (announced: boolean): Promise<{ readonly status: number; readonly ms: number; readonly sent: number }> => new Promise((resolve, reject) => {
    const began = performance.now()
    const head = Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n')
    let sent = 0, status = 0
    const done = (): void => resolve({ status, ms: performance.now() - began, sent })
    const asked = request({ host: '127.0.0.1', port, method: 'POST', path: '/api/uploads', headers: { 'content-type': 'multipart/form-data; boundary=b', ...(announced ? { 'content-length': size } : { 'transfer-encoding': 'chunked' }) } }, (response) => {
      status = response.statusCode ?? 0
      response.resume().on('end', () => { asked.destroy(); done() })
    })
    asked.on('error', (error) => (status === 0 ? reject(error) : done()))
    const piece = Buffer.alloc(256 * 1024, 7)
    asked.write(head)
    const more = (): void => {
      while (sent < size && !asked.destroyed && status === 0) {
        sent += piece.length
        if (!asked.write(piece)) return void asked.once('drain', more)
      }
      if (sent >= size && !announced) asked.end()
    }
    more()
  })
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss) }, 20)
  const [announced, hidden] = [await send(true), await send(false)]
  clearInterval(watch)
  assert.deepEqual([announced.status, hidden.status], [413, 413])
  assert.ok(announced.sent < 20 * 1024 * 1024, `read ${announced.sent} bytes of what was announced to be too large`)
  assert.ok(peak - before < 250 * 1024 * 1024, `grew by ${Math.round((peak - before) / 1024 ** 2)} MB`)
  assert.equal((await all.call('GET', '/health')).status, 200)
})

// ---- the words of the trade ----
test('places outside the city, swapped, halved or off the globe are said to be so', async () => {
  const rows: readonly (readonly [object, string, string])[] = [
    [{ lon: 30.05, lat: 120.05 }, 'lon', 'intake.point_invalid'], [{ lon: 121, lat: 31 }, 'lon', 'intake.outside'], [{ lon: 0, lat: 0 }, 'lon', 'intake.outside'], [{ lon: -120.05, lat: -30.05 }, 'lon', 'intake.outside'],
    [{ lon: 181, lat: 30 }, 'lon', 'intake.point_invalid'], [{ lon: 120.05, lat: 91 }, 'lon', 'intake.point_invalid'], [{ lon: 1e300, lat: 30 }, 'lon', 'intake.point_invalid'], [{ lon: 120.05 }, 'lat', 'intake.point_half'], [{ lat: 30.05 }, 'lon', 'intake.point_half'],
    [{ lon: '120.05', lat: '30.05' }, 'lon', 'http.invalid.type'], [{ lon: null, lat: null }, 'lon', 'http.invalid.type'], [{ lon: [120.05], lat: [30.05] }, 'lat', 'http.invalid.type'], [{}, 'lon', 'intake.nowhere'],
    [{ lon: 120.05, lat: 30.05, category: 'nothing-like-it' }, 'category', 'intake.category_unknown'], [{ lon: 120.05, lat: 30.05, condition: 'x', category: 'nothing' }, 'category', 'intake.category_unknown'],
    [{ area_id: '0190a6d2-7c1e-7000-8000-0000000000ff' }, 'area_id', 'intake.area_unknown'], [{ place_id: '0190a6d2-7c1e-7000-8000-0000000000ff' }, 'place_id', 'intake.place_unknown'], [{ place_id: 'x' }, 'place_id', 'intake.not_an_id'],
    [{ lon: 120.05, lat: 30.05, observed_at: 'yesterday' }, 'observed_at', 'intake.observed_invalid'], [{ lon: 120.05, lat: 30.05, observed_at: '2099-01-01T00:00:00Z' }, 'observed_at', 'intake.observed_in_the_future'],
    [{ lon: 120.05, lat: 30.05, files: [{ id: 'x', secret: 'y' }] }, 'files', 'intake.file_unknown'], [{ lon: 120.05, lat: 30.05, files: [{ id: '0190a6d2-7c1e-7000-8000-0000000000ff', secret: "\\' \"" }] }, 'files', 'intake.file_unknown'],
    [{ lon: 120.05, lat: 30.05, contact: { phone: 'call me' } }, 'contact.phone', 'intake.phone_invalid'], [{ lon: 120.05, lat: 30.05, contact: { email: 'me at home' } }, 'contact.email', 'intake.email_invalid'],
    [{ lon: 120.05, lat: 30.05, description: 'x'.repeat(4_001) }, 'description', 'intake.text_too_long'],
  ]
  for (const [fields, field, code] of rows) for (const language of languages) {
    const answer = await all.call('POST', '/api/reports', { body: { description: '路灯不亮', ...fields }, headers: { 'accept-language': language } })
    assertClear(answer, language, JSON.stringify(fields).slice(0, 100))
    assert.ok(answer.body.errors?.some((e: { field: string; code: string }) => e.field === field && e.code === code), `${JSON.stringify(fields).slice(0, 100)} ${answer.text}`)
  }
  const nothing = await all.call('POST', '/api/reports', { body: { description: ' \t ', lon: 120.05, lat: 30.05 } })
  assert.equal(nothing.body.errors[0].code, 'intake.nothing_said')
})

test('unknown categories, conditions, units and people in a command are named', async () => {
  const { case_id: id } = (await all.call('POST', '/api/reports', { body: { description: '井盖缺失', lon: 120.05, lat: 30.05 } })).body
  const none = '0190a6d2-7c1e-7000-8000-0000000000ff'
  const catalogue = await catalogueModelOf(c.t.city)
  const category = catalogue.leaves.find((k) => k.conditions.length > 0)
  const command = (fields: object) => all.call('POST', `/api/cases/${id}/commands`, { body: fields })
  const rows: readonly (readonly [object, string, string])[] = [
    [{ command: 'register', category_id: none, waiver_reason: 'x' }, 'category_id', 'cases.no_such_category'], [{ command: 'register', waiver_reason: 'x' }, 'category_id', 'http.invalid.required'],
    [{ command: 'register', category_id: category?.id, condition_id: none, waiver_reason: 'x' }, 'condition_id', 'cases.no_such_condition'], [{ command: 'abolish' }, 'command', 'http.invalid.enum'], [{ command: 'mark_overdue' }, 'command', 'http.invalid.enum'],
    [{ command: 'report' }, 'command', 'http.invalid.enum'], [{ command: '__proto__' }, 'command', 'http.invalid.enum'], [{ command: 'merge', into: '20260311-999999', reason: 'x' }, 'into', 'cases.no_such_number'],
    [{ command: 'change_place', lon: 121, lat: 31, reason: 'x' }, 'lon', 'cases.outside_city'], [{ command: 'change_place', lon: 30, lat: 89, reason: 'x' }, 'lon', 'cases.outside_city'], [{ command: 'split', reason: 'x' }, 'children', 'http.invalid.required'],
    [{ command: 'split', reason: 'x', children: [{ title: 'a', category_id: none }, { title: 'b' }] }, 'children.category_id', 'cases.no_such_category'],
    [{ command: 'add_note', text: 'x', files: [{ file_id: none, secret: 'nothing' }] }, 'files', 'cases.file_unknown'],
    [{ command: 'decline', reason: 'because', text: 'x' }, 'reason', 'http.invalid.enum'], [{ command: 'verify', result: 'maybe' }, 'result', 'http.invalid.enum'], [{ command: 'check', result: 'perhaps' }, 'result', 'http.invalid.enum'],
    [{ command: 'close', reason: 'bored', text: 'x' }, 'reason', 'http.invalid.enum'], [{ command: 'supervise', kind: 'loud', level: 1 }, 'kind', 'http.invalid.enum'], [{ command: 'remind', kind: 'loud' }, 'kind', 'http.invalid.enum'],
  ]
  for (const [fields, field, code] of rows) {
    const answer = await command(fields)
    assertClear(answer, 'zh-CN', JSON.stringify(fields))
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.field, answer.body.errors?.[0]?.code], [422, field, code], `${JSON.stringify(fields)} ${answer.text}`)
  }
  await command({ command: 'register', category_id: category?.id, condition_id: category?.conditions[0]?.id, waiver_reason: '清楚' })
  const to = await command({ command: 'dispatch', lead_unit_id: none })
  assert.deepEqual([to.status, to.body.errors?.[0]?.field, to.body.errors?.[0]?.code], [422, 'lead_unit_id', 'cases.no_such_unit'])
  await command({ command: 'dispatch', lead_unit_id: c.units.streets })
  const until = await command({ command: 'request_suspension', reason: 'x', until: '2026-02-30T00:00:00Z' })
  assert.equal(until.body.errors[0].field, 'until')
})

test('markup, quotes and SQL come back as the text they are', async () => {
  const text = '<img src=x onerror=alert(1)> \'; drop table cases; -- " & \\ =cmd()|\'/c calc\'!A0 \u2028 😀 \u0001'
  const reported = (await all.call('POST', '/api/reports', { body: { description: text, title: '=HYPERLINK("http://x")', lon: 120.05, lat: 30.05 } })).body
  const detail = await all.call('GET', `/api/cases/${reported.case_id}`)
  assert.match(String(detail.headers['content-type']), /^application\/json/)
  assert.equal(detail.body.case.description, text.replaceAll('\u2028', '\n').replaceAll('\u0001', '').trim())
  assert.equal(detail.body.case.title, '=HYPERLINK("http://x")')
  await all.call('POST', `/api/cases/${reported.case_id}/commands`, { body: { command: 'add_note', text } })
  const noted = (await all.call('GET', `/api/cases/${reported.case_id}`)).body.events.at(-1).data.text
  assert.equal(noted, text.trim())
  // A spreadsheet must not run what a stranger typed.
  const csv = (await all.call('GET', '/api/cases/export')).text
  const line = csv.split('\n').find((each) => each.includes('HYPERLINK')) ?? ''
  assert.doesNotMatch(line, /(^|,)"?=HYPERLINK/)
  for (const q of ["' or ''='", '%', '_', '\\', '!&|()', 'drop table', '<img', '😀', '* & *']) assert.equal((await all.call('GET', `/api/cases?q=${encodeURIComponent(q)}`)).status, 200, q)
  assert.ok((await all.call('GET', '/api/cases?q=alert')).body.items.length > 0)
})

test('Open311 forms that are wrong answer in the form of Open311, whatever is in them', async () => {
  const rows = ['', 'service_code=', 'service_code=%00', 'service_code=x&lat=a&long=b', 'service_code=x&lat=1e3&long=2', 'lat=NaN&long=NaN', 'service_code[]=1&service_code[]=2', '%', '%ED%A0%80=%ED%A0%80', 'attribute[__proto__]=1&attribute[a][b][c]=2', 'jurisdiction_id=%00', 'api_key=%00&service_code=%F0%9F%98%80',
    `description=${'x'.repeat(5_000)}&service_code=x&lat=1&long=2`, 'first_name=%00&service_code=x&lat=30.05&long=120.05', 'media_url=javascript:alert(1)&service_code=x&lat=30.05&long=120.05']
  for (const ending of ['.json', '.xml']) for (const body of rows) {
    const answer = await all.call('POST', `/open311/v2/requests${ending}`, { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    assert.ok(answer.status >= 400 && answer.status < 500, `${ending} ${body.slice(0, 80)} ${answer.status} ${answer.text.slice(0, 300)} ${defects.at(-1)}`)
    assert.match(answer.text, ending === '.json' ? /"code":/ : /<error>/)
    assert.doesNotMatch(answer.text, /<script|node_modules|\0/)
  }
  for (const type of ['application/json', 'text/xml', 'multipart/form-data; boundary=x']) assert.equal((await all.call('POST', '/open311/v2/requests.json', { body: '{}', headers: { 'content-type': type } })).status, 400, type)
  for (const name of ['%00', '%ED%A0%80', "'", '..%2f..', 'x'.repeat(150), '%', '__proto__.json']) for (const list of ['services', 'requests', 'tokens']) {
    const answer = await all.call('GET', `/open311/v2/${list}/${name}`)
    assert.ok(answer.status >= 400 && answer.status < 500, `${list} ${name} ${answer.status} ${answer.text}`)
  }
})

// ---- addresses, hosts, methods ----
test('files of the program and the machine are not to be had by tricks of path', async () => {
  for (const trick of ['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/assets/../../../package.json', '/assets/%2e%2e/%2e%2e/%2e%2e/package.json', '/..%5c..%5cpackage.json', '/%00', '/package.json%00.js', '/.git/config', '/built-from', '//etc/passwd', '/%252e%252e%252fpackage.json', '/etc/passwd', '/assets/..%00/x.js', '/%c0%ae%c0%ae/package.json']) {
    const answer = await all.call('GET', trick)
    assert.ok(answer.status < 500, `${trick} ${answer.status} ${defects.at(-1)}`)
    assert.doesNotMatch(answer.text, /"dependencies"|root:|\[core\]|erasable/, trick)
  }
  for (const id of ['..%2f..%2f..%2fetc%2fpasswd', '%2e%2e', '0190a6d2-7c1e-7000-8000-0000000000ff%00', '../session']) {
    const answer = await all.call('GET', `/api/files/${id}`)
    assert.ok(answer.status === 400 || answer.status === 404 || answer.status === 200 && id === '../session', `${id} ${answer.status}`)
  }
})

test('an unknown host gets the first city, a city named in the path must exist, and a strange host changes nothing', async () => {
  for (const host of ['nowhere.example', '', 'a b', 'x'.repeat(2_000), '[::1]', "evil.example'--", 'evil.example:99999']) {
    const answer = await all.call('GET', '/api/session', { headers: { host } })
    assert.equal(answer.status, 200, host)
    assert.equal(answer.body.city.slug, 'test')
  }
  for (const address of ['/city/unknown/api/session', '/city/unknown/api/cases', '/city/unknown/open311/v2/services.json', '/city/unknown', '/city/unknown/', '/city/unknown/report']) {
    const answer = await all.call('GET', address, { headers: { 'accept-language': 'en' } })
    assert.equal(answer.status, 404, address)
  }
  const clear = await all.call('GET', '/city/unknown/api/session', { headers: { 'accept-language': 'en' } })
  assertClear(clear, 'en', 'unknown city')
  assert.equal(clear.body.code, 'http.no_such_city')
  for (const address of ['/city/test/api/session', '/city/test/api/cases']) assert.equal((await all.call('GET', address)).status, 200, address)
  for (const address of ['/city/TEST/api/session', '/city/../api/session', '/city/%74est/api/session', '/city//api/session', '/city/test/city/test/api/session']) assert.ok((await all.call('GET', address)).status < 500, address)
})

test('a method an address does not take is 405 with the ones it takes', async () => {
  for (const [method, address, allow] of [['POST', '/api/cases', 'GET'], ['DELETE', '/api/cases', 'GET'], ['PUT', '/api/session', 'GET, POST, DELETE'], ['PATCH', '/api/reports', 'POST, GET'], ['GET', '/api/uploads', 'POST'], ['GET', '/api/cases/commands/bulk', null], ['TRACE', '/api/cases', 'GET']] as const) {
    const answer = await all.call(method, address, { headers: { 'accept-language': 'en' } })
    if (allow === null) continue
    assertClear(answer, 'en', `${method} ${address}`)
    assert.deepEqual([answer.status, answer.headers['allow']], [405, allow], `${method} ${address}`)
  }
  for (const address of ['/api/nothing', '/api/cases/x/y/z', '/api']) {
    const answer = await all.call('GET', address)
    assertClear(answer, 'zh-CN', address)
    assert.equal(answer.status, 404)
  }
})

test('headers as others make them up change nothing', async () => {
  for (const headers of [{ 'accept-language': 'x'.repeat(10_000) }, { 'accept-language': '*;q=NaN,,;;' }, { 'x-locale': '../../etc' }, { cookie: 'bihuan_session=%00; a=b; bihuan_session' }, { cookie: `bihuan_session=${'x'.repeat(5_000)}` }, { 'x-forwarded-for': '1.2.3.4, unknown' }, { 'content-length': 'x' }, { 'idempotency-key': 'é' }, { range: 'bytes=0-' }]) {
    const answer = await (await sessionIn(c, null)).call('GET', '/api/session', { headers: headers as unknown as Record<string, string> })
    assert.ok(answer.status < 500, JSON.stringify(headers).slice(0, 80))
  }
  for (const key of ['short', 'x'.repeat(201), 'mit leerzeichen drin', '中文中文中文中文']) {
    const answer = await all.call('POST', '/api/reports', { body: { description: 'x', lon: 120.05, lat: 30.05 }, headers: { 'idempotency-key': Buffer.from(key).toString('latin1') } })
    assert.deepEqual([answer.status, answer.body.code], [400, 'intake.key_invalid'], key)
  }
})

test('after all of this no request was a defect of the program, and the records are sound', async () => {
  assert.deepEqual(defects, [])
  await soundOf(c)
})
