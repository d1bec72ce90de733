import { isSelect } from './answers.ts'
import { eachNode, withOthers } from './expand.ts'
import type { Choice, FormDefinition, FormNode, Words } from './model.ts'
import { isComputed } from './plan.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const dataTypes: Readonly<Record<string, string>> = {
  integer: 'int', range: 'int', decimal: 'decimal', date: 'date', time: 'time', dateTime: 'dateTime', geopoint: 'geopoint', geotrace: 'geotrace', geoshape: 'geoshape', image: 'binary', audio: 'binary',
  video: 'binary', file: 'binary', barcode: 'barcode', rank: 'odk:rank', start: 'dateTime', end: 'dateTime', today: 'date',
}
const preloads: Readonly<Record<string, readonly [string, string]>> = {
  start: ['timestamp', 'start'], end: ['timestamp', 'end'], today: ['date', 'today'], deviceid: ['property', 'deviceid'], username: ['property', 'username'], phonenumber: ['property', 'phonenumber'],
  email: ['property', 'email'],
}
const yes = /^(yes|true|1)$/i, no = /^(no|false|0)$/i
type Placed = { readonly node: FormNode; readonly path: string; readonly repeats: readonly string[] }

/**
 * The form as ODK XForms XML (https://getodk.github.io/xforms-spec), for programs that take that: what `${name}` means is a path, relative
 * where both stand in one repeat. Texts go through itext when the form has languages.
 */
export const xformOf = (given: FormDefinition): string => {
  const form = withOthers(given)
  const root = `/${form.id.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_')}`
  const placed = new Map<FormNode, Placed>()
  const byName = new Map<string, Placed>()
  eachNode(form.nodes, (node, parents) => {
    const path = [root, ...parents.map((parent) => parent.name), node.name].join('/')
    const repeats = parents.flatMap((parent, i) => (parent.kind === 'repeat' ? [[root, ...parents.slice(0, i + 1).map((one) => one.name)].join('/')] : []))
    const here = { node, path, repeats }
    placed.set(node, here)
    byName.set(node.name, here)
  })
  /** Path of a question as seen from another. */
  const seen = (name: string, from: Placed): string => {
    const to = byName.get(name)
    if (!to) return name
    const shared = from.repeats.filter((repeat) => to.repeats.includes(repeat)).at(-1)
    if (shared === undefined) return to.path
    const up = from.path.split('/').length - shared.split('/').length
    return `${'../'.repeat(up)}${to.path.slice(shared.length + 1)}`
  }
  const expression = (text: string, from: Placed): string => text.replaceAll(/\$\{\s*([^}]+?)\s*\}/g, (_, name: string) => seen(name, from))
  const condition = (text: string, from: Placed): string => (yes.test(text.trim()) ? 'true()' : no.test(text.trim()) ? 'false()' : expression(text, from))
  const texts = new Map<string, Words>()
  const spoken = form.languages.length > 0
  const output = (text: string, from: Placed): string => escaped(text).replaceAll(/\$\{\s*([^}]+?)\s*\}/g, (_, name: string) => `<output value="${escaped(seen(name, from))}"/>`)
  const tell = (tag: string, id: string, words: Words | undefined, from: Placed): string => {
    if (!words || Object.keys(words).length === 0) return ''
    if (!spoken) return `<${tag}>${output(words['default'] ?? '', from)}</${tag}>`
    texts.set(id, Object.fromEntries(Object.entries(words).map(([language, text]) => [language, output(text, from)])))
    return `<${tag} ref="jr:itext('${id}')"/>`
  }
  const attribute = (name: string, value: string | undefined): string => (value === undefined ? '' : ` ${name}="${escaped(value)}"`)

  const instance = (nodes: readonly FormNode[]): string => nodes.map((node) => {
    const start = node.default !== undefined && !isComputed(node.default) ? escaped(node.default) : ''
    if (!node.nodes) return start === '' ? `<${node.name}/>` : `<${node.name}>${start}</${node.name}>`
    const inner = instance(node.nodes)
    return node.kind === 'repeat' ? `<${node.name} jr:template="">${inner}</${node.name}><${node.name}>${inner}</${node.name}>` : `<${node.name}>${inner}</${node.name}>`
  }).join('')
  const bind = (here: Placed): string => {
    const { node, path } = here
    const own = (text: string | undefined): string | undefined => (text === undefined ? undefined : condition(text, here))
    const preload = preloads[node.type]
    const messages = ([['jr:constraintMsg', 'constraint_message'], ['jr:requiredMsg', 'required_message']] as const).map(([name, field]) => {
      const words = node[field]
      if (!words) return ''
      if (!spoken) return attribute(name, words['default'])
      texts.set(`${path}:${name}`, Object.fromEntries(Object.entries(words).map(([language, text]) => [language, output(text, here)])))
      return ` ${name}="jr:itext('${path}:${name}')"`
    }).join('')
    const calculation = node.trigger === undefined ? node.calculation : undefined
    return `<bind nodeset="${path}"${node.nodes ? '' : ` type="${dataTypes[node.type] ?? 'string'}"`}${attribute('relevant', own(node.relevant))}${attribute('required', own(node.required))}`
      + `${attribute('constraint', node.constraint === undefined ? undefined : expression(node.constraint, here))}${attribute('calculate', calculation === undefined ? undefined : expression(calculation, here))}`
      + `${attribute('readonly', node.kind === 'note' ? 'true()' : own(node.readonly))}${preload ? ` jr:preload="${preload[0]}" jr:preloadParams="${preload[1]}"` : ''}${messages}/>`
  }
  const item = (choice: Choice, list: string, i: number): string => {
    const extra = Object.entries(choice.extra).filter(([name]) => !/\s/.test(name)).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`).join('')
    if (spoken) texts.set(`${list}-${i}`, Object.fromEntries(Object.entries(choice.label).map(([language, text]) => [language, escaped(text)])))
    return `<item>${spoken ? `<itextId>${list}-${i}</itextId>` : `<label>${escaped(choice.label['default'] ?? choice.name)}</label>`}<name>${escaped(choice.name)}</name>${extra}</item>`
  }
  const idOf = (list: string): string => list.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_')
  const control = (node: FormNode): string => {
    const here = placed.get(node) as Placed
    const shared = `${tell('label', `${here.path}:label`, node.label, here)}${tell('hint', `${here.path}:hint`, node.hint, here)}`
    const look = attribute('appearance', node.appearance)
    if (node.kind === 'calculate') return ''
    if (node.nodes) {
      const inner = node.nodes.map(control).join('')
      if (node.kind === 'group') return `<group ref="${here.path}"${look}>${shared}${inner}</group>`
      const count = node.repeat_count === undefined ? '' : ` jr:count="${escaped(expression(node.repeat_count, here))}"`
      return `<group ref="${here.path}">${shared}<repeat nodeset="${here.path}"${count}${look}>${inner}</repeat></group>`
    }
    if (isSelect(node.type)) {
      const tag = node.type === 'rank' ? 'odk:rank' : node.type.startsWith('select_multiple') ? 'select' : 'select1'
      const filter = node.choice_filter === undefined ? '' : `[${expression(node.choice_filter, { ...here, repeats: [] })}]`
      const label = spoken ? 'jr:itext(itextId)' : 'label'
      return `<${tag} ref="${here.path}"${look}>${shared}<itemset nodeset="instance('${idOf(node.list ?? '')}')/root/item${escaped(filter)}"><value ref="name"/><label ref="${label}"/></itemset></${tag}>`
    }
    if (node.type === 'image' || node.type === 'audio' || node.type === 'video' || node.type === 'file') {
      return `<upload ref="${here.path}" mediatype="${node.type === 'file' ? 'application/*' : `${node.type}/*`}"${look}>${shared}</upload>`
    }
    if (node.type === 'acknowledge') return `<trigger ref="${here.path}"${look}>${shared}</trigger>`
    return `<input ref="${here.path}"${look}>${shared}</input>`
  }
  const binds = [...placed.values()].filter(({ node }) => !node.nodes || node.relevant !== undefined || node.readonly !== undefined).map(bind).join('')
  const lists = Object.entries(form.choices).map(([name, choices]) => `<instance id="${idOf(name)}"><root>${choices.map((choice, i) => item(choice, idOf(name), i)).join('')}</root></instance>`).join('')
  const body = form.nodes.map(control).join('')
  const itext = spoken ? `<itext>${form.languages.map((language) => `<translation lang="${escaped(language)}"${language === form.default_language ? ' default="true()"' : ''}>${
    [...texts].map(([id, words]) => `<text id="${escaped(id)}"><value>${words[language] ?? words['default'] ?? '-'}</value></text>`).join('')}</translation>`).join('')}</itext>` : ''
  const namespaces = 'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:orx="http://openrosa.org/xforms"'
  const data = `<${root.slice(1)} id="${escaped(form.id)}"${attribute('version', form.version === '' ? undefined : form.version)}>${instance(form.nodes)}<orx:meta><orx:instanceID/></orx:meta></${root.slice(1)}>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<h:html ${namespaces}><h:head><h:title>${escaped(form.title)}</h:title><model odk:xforms-version="1.0.0">${itext}<instance>${data}</instance>${lists}${binds}`
    + `<bind nodeset="${root}/orx:meta/orx:instanceID" type="string" readonly="true()" jr:preload="uid"/></model></h:head><h:body>${body}</h:body></h:html>\n`
}
