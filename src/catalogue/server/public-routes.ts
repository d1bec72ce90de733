import { Type } from 'typebox'
import { endpoint, problem } from '#platform/http/index.ts'
import { inSubtree } from '../rules/index.ts'
import { catalogueModelOf } from './model.ts'
import { categoryListWire, CategoryListWire, categoryWire, CategoryWire } from './wire.ts'

const Audience = Type.Union([Type.Literal('resident'), Type.Literal('inspector'), Type.Literal('staff')])
/** What inspectors cannot find on the street is not offered to them. */
const offered = (audience: string | undefined) => (category: { readonly hotline_only: boolean }): boolean => audience !== 'inspector' ||
  !category.hotline_only

/** What anyone may read: the categories in force, their conditions and limits, and the search. */
export const publicRoutes = [
  endpoint({
    id: 'categories.list', method: 'GET', path: '/api/categories', summary: 'Categories in force, parents before children', access: 'public',
    query: Type.Object({
      under: Type.Optional(Type.String({ maxLength: 300, description: 'code or path: only this subtree' })),
      kind: Type.Optional(Type.Union([Type.Literal('event'), Type.Literal('component')])),
      tag: Type.Optional(Type.String({ maxLength: 60 })), audience: Type.Optional(Audience),
    }),
    response: Type.Object({ items: Type.Array(CategoryListWire), next_cursor: Type.Null(), total: Type.Integer(), version: Type.Union(
      [Type.Integer(), Type.Null()]) }),
    problems: ['catalogue.no_such_category'],
    handler: async ({ city, query }) => {
      const model = await catalogueModelOf(city)
      const root = query.under === undefined ? '' : model.find(query.under)?.path
      if (root === undefined) throw problem('catalogue.no_such_category', { status: 404, params: { code: query.under ?? '' } })
      const items = model.categories.filter((c) =>
        inSubtree(c.path, root) && (!query.kind || c.kind === query.kind) && (!query.tag || c.tags.includes(query.tag)) && offered(query.audience)(c))
      return { items: items.map(categoryListWire), next_cursor: null, total: items.length, version: model.version?.number ?? null }
    },
  }),
  endpoint({
    id: 'categories.suggest', method: 'GET', path: '/api/categories/suggest',
    summary: 'Sub-categories that a text may mean: words, pinyin, its first letters, English, or a code', access: 'public', perMinute: 240,
    query: Type.Object({ q: Type.String({ maxLength: 500 }), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
      audience: Type.Optional(Audience) }),
    response: Type.Object({ items: Type.Array(Type.Object({ ...CategoryListWire.properties, score: Type.Number(),
      matched: Type.Array(Type.String()) })) }),
    handler: async ({ city, query }) => {
      const model = await catalogueModelOf(city)
      const found = model.suggest(query.q, { limit: query.limit ?? 8, include: offered(query.audience) })
      return { items: found.map(({ category, score, matched }) => ({ ...categoryListWire(category), score, matched: [...matched] })) }
    },
  }),
  endpoint({
    id: 'categories.get', method: 'GET', path: '/api/categories/:key',
    summary: 'One category with its registration conditions, limits and closing conditions; by code, or by id also of an earlier version',
    access: 'public',
    params: Type.Object({ key: Type.String({ maxLength: 100 }) }), response: CategoryWire, problems: ['catalogue.no_such_category'],
    handler: async ({ city, params }) => {
      const model = await catalogueModelOf(city)
      const found = model.byCode(params.key) ?? model.category(params.key)
      if (!found) throw problem('catalogue.no_such_category', { status: 404, params: { code: params.key } })
      return categoryWire(found)
    },
  }),
] as const
