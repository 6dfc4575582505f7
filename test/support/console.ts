import type { EmulatorOptions } from '../../src/core.ts'
import { openShop, type Shop } from './seeded.ts'

/** A page as a browser gets it. */
export interface ShownPage {
  readonly status: number
  readonly html: string
  /** What a reader sees: the text without tags. */
  readonly text: string
  readonly headers: Headers
  /** Where it sends the browser, under /_emulator. */
  readonly location: string | null
}

/** The console of the shop, without a socket. */
export interface ShopConsole extends Shop {
  /** A page under /_emulator. */
  show(path: string): Promise<ShownPage>
  /** Sends a form, with the console's token unless another one is given. */
  send(path: string, fields: Readonly<Record<string, string>>, headers?: Record<string, string>): Promise<ShownPage>
  /** The same, and then the page to which it leads. */
  sendAndFollow(path: string, fields: Readonly<Record<string, string>>): Promise<ShownPage>
}

const base = 'http://localhost:4590/_emulator'

/** Opens the shop and its console. */
export async function openConsole(options: EmulatorOptions = {}): Promise<ShopConsole> {
  const shop = await openShop(options)
  const request = async (path: string, init: RequestInit = {}) =>
    pageOf(await shop.core.app.request(`${base}${path}`, { redirect: 'manual', ...init }))
  const token = async () => /name="token" value="([^"]+)"/.exec((await request('/clock')).html)?.[1] ?? ''
  const send: ShopConsole['send'] = async (path, fields, headers = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ token: await token(), ...fields }).toString(),
    })
  return {
    ...shop,
    show: (path) => request(path),
    send,
    async sendAndFollow(path, fields) {
      const { location, status, text } = await send(path, fields)
      if (location === null) throw new Error(`${path} leads nowhere: ${status} ${text}`)
      return await request(location)
    },
  }
}

async function pageOf(response: Response): Promise<ShownPage> {
  const html = await response.text()
  const location = response.headers.get('location')
  return {
    status: response.status,
    html,
    text: textOf(html),
    headers: response.headers,
    location: location?.replace(/^\/_emulator/, '').replace(/#.*/, '') ?? null,
  }
}

function textOf(html: string): string {
  return html
    .replace(/<(script|style)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
