import { isDeepStrictEqual } from 'node:util'
import { endpoint, type Feed } from '#platform/http/index.ts'
import { concerns } from '../news.ts'

/** Live news for the desk: which case changed, never what is in it. */
export const eventRoutes = (feed: Feed) => [
  endpoint({
    id: 'cases.news', method: 'GET', path: '/api/events', summary: 'Server-sent events: changes of the cases the reader may see', access: 'signed_in', produces: ['text/event-stream'],
    handler: async (r) => {
      const { scope } = r
      const still = async (): Promise<boolean> => {
        const present = await r.again()
        return present.actor.id === r.actor.id && isDeepStrictEqual(present.scope, scope)
      }
      feed.stream(r.request, r.reply, r.city, (news) => (news['kind'] === 'case' && concerns(scope, news) ? news : null), still)
    },
  }),
]
