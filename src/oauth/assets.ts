import { imageOf } from '../domain/hosted/image.ts'
import { deviceDataScriptName, deviceDataScriptResponse } from './device-data-script.ts'
import type { Page } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { pageScripts } from './page-scripts.ts'

/** GET /_assets/…: the scripts of the pages. */
export const asset: Page = async (_server, { c, base }) => {
  const name = c.req.path.slice(`${base}/_assets/`.length)
  if (name === deviceDataScriptName) return deviceDataScriptResponse()
  const script = Object.hasOwn(pageScripts, name) ? pageScripts[name] : undefined
  if (script === undefined) return new Response(null, { status: 404 })
  const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }
  return new Response(script, { headers: { ...headers, 'x-content-type-options': 'nosniff' } })
}

/** GET of the logo of a classic look, at the address that GetUICustomization names. */
export const image = endpoint('Image', {
  async GET({ c, ctx, pool, base }) {
    const [, , clientId = ''] = c.req.path.slice(base.length).split('/')
    const bytes = ctx.transact((inside) => imageOf(inside, pool, clientId) ?? null)
    if (!bytes) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': typeOf(bytes),
        'cache-control': 'public, max-age=3600',
        // A picture that is opened by itself must not run anything.
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      },
    })
  },
})

/** Documented: SetUICustomization API page; PNG, JPEG or SVG. Told by how they begin. */
function typeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89) return 'image/png'
  return bytes[0] === 0xff ? 'image/jpeg' : 'image/svg+xml'
}
