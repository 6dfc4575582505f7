import type { Page } from 'playwright-core'
import type { Emulator } from '../../../src/emulator.ts'
import { type PageName, pages, type TourPage } from './pages.ts'
import { openShop, password, type Shop, type ShopPlan } from './shops.ts'

/** A way through the pages, from the application until it is called back or there is nothing more to do. */
export interface Journey {
  /** The pages on the way, in their order. */
  readonly sees: readonly PageName[]
  /** Paths without a page of their own over which the way leads. */
  readonly passes?: readonly string[]
  /** Whether it cannot be gone without JavaScript. */
  readonly needsScripts?: boolean
  go(visitor: Visitor): Promise<void>
}

/** Somebody with a browser. */
export interface Visitor {
  readonly page: Page
  readonly emulator: Emulator
  /** Where the application is called back. */
  readonly callback: string
  open(plan: ShopPlan): Promise<Shop>
  /** The browser must be at this page. */
  see(name: PageName): Promise<void>
  /** Types into inputs, by their labels. */
  type(fields: Record<string, string>): Promise<void>
  press(button: string): Promise<void>
  follow(link: string): Promise<void>
  choose(label: string): Promise<void>
  signIn(username: string, typed?: string): Promise<void>
  /** The code in the message that a user got last. */
  codeFor(username: string): Promise<string>
  /** The application was called back. */
  isBack(): Promise<URL>
}

/** The shops of a tour, each opened when it is first needed. */
export function shopsOf(emulator: Emulator, callback: string): Visitor['open'] {
  const open = new Map<ShopPlan, Promise<Shop>>()
  return (plan) => {
    const shop = open.get(plan) ?? openShop(emulator, callback, plan)
    open.set(plan, shop)
    return shop
  }
}

/** A visitor whose every page is looked at by `look`. */
export function visitor(
  place: Pick<Visitor, 'page' | 'emulator' | 'callback' | 'open'>,
  look: (name: PageName) => Promise<void>,
): Visitor {
  const { page, emulator, callback } = place
  const type: Visitor['type'] = async (fields) => {
    for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
  }
  const press: Visitor['press'] = (name) => page.getByRole('button', { name, exact: true }).click()
  return {
    ...place,
    type,
    press,
    async see(name) {
      const { path, heading, says }: TourPage = pages[name]
      await page.waitForURL(({ pathname }) => pathname === path)
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
      if (says) await page.getByText(says).first().waitFor()
      await look(name)
    },
    follow: (name) => page.getByRole('link', { name, exact: true }).click(),
    choose: (label) => page.getByLabel(label, { exact: true }).check(),
    async signIn(username, typed = password) {
      await type({ Username: username, Password: typed })
      await press('Sign in')
    },
    async codeFor(username) {
      const { code } = await emulator.inbox.waitFor({ username })
      return code!
    },
    async isBack() {
      await page.waitForURL((url) => url.href.startsWith(callback))
      return new URL(page.url())
    },
  }
}
