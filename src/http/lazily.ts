import type { Handler, Hono } from 'hono'

/** Hands requests on to an app that is loaded when the first one comes, so that nobody waits for what he does not use. */
export function lazily(load: () => Promise<Hono>): Handler {
  let app: Promise<Hono> | undefined
  return async (c) => {
    app ??= load()
    return (await app).fetch(c.req.raw, c.env)
  }
}
