import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Context as HonoContext } from 'hono'
import { worldMap } from './world-map.ts'

/** A file that pages load: its type, its text, and an address that changes with it. */
interface Asset {
  readonly type: string
  readonly text: string
  readonly url: string
}

const assets = new Map<string, Asset>()

/** The address of an asset, which changes whenever its text does: `console.css`, `console.js` or `world.svg`. */
export function assetUrl(name: string): string {
  return load(name).url
}

/** Answers with an asset, to be kept for ever under the address that has its hash. */
export function asset(c: HonoContext, name: string): Response {
  const { type, text, url } = load(name)
  const isCurrent = c.req.query('v') === new URL(url, c.req.url).searchParams.get('v')
  return c.body(text, 200, {
    'content-type': type,
    'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  })
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
}

function load(name: string): Asset {
  const known = assets.get(name)
  if (known) return known
  // Files of their own, beside the source as beside the bundle.
  const text = name === 'world.svg' ? worldMap() : readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const type = types[name.slice(name.lastIndexOf('.') + 1)]!
  const loaded = { type, text, url: `/_emulator/assets/${name}?v=${version}` }
  assets.set(name, loaded)
  return loaded
}
