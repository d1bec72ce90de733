/** A link that fails every so-manyth request, in turn: before it leaves, in the middle of the body, and after the server did what was asked. */
export type Link = { readonly send: (url: string, init: RequestInit & { readonly body: string | Buffer }) => Promise<{ readonly status: number; readonly body: unknown; readonly retryAfter: number }>; readonly failures: () => number; readonly requests: () => number }

export const flakyLink = (every: number): Link => {
  let requests = 0, failures = 0
  return {
    requests: () => requests, failures: () => failures,
    send: async (url, init) => {
      const n = ++requests
      const fails = every > 0 && n % every === 0
      const how = fails ? failures++ % 3 : -1
      if (how === 0) throw new Error('the link was down')
      if (how === 1) {
        const bytes = Buffer.from(init.body as Buffer)
        const half = new ReadableStream<Uint8Array>({
          start: (controller) => {
            controller.enqueue(bytes.subarray(0, Math.ceil(bytes.length / 2)))
            setTimeout(() => controller.error(new Error('the link broke')), 5)
          },
        })
        await fetch(url, { ...init, body: half, duplex: 'half' } as RequestInit).then((r) => r.arrayBuffer())
        throw new Error('the link broke')
      }
      const response = await fetch(url, init as RequestInit)
      const text = await response.text()
      // The server is done, the phone never hears of it.
      if (how === 2) throw new Error('the answer was lost')
      return { status: response.status, body: text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text, retryAfter: Number(response.headers.get('retry-after') ?? 0) }
    },
  }
}
