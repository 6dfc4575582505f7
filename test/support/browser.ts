import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A process for every page would take longer than most pages.
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
]

/** Opens a page that is closed when the test ends. */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<Page>

/** Opens a page for all tests of a file, one after the other; much quicker than one for each. */
export type KeepPage = (options: BrowserContextOptions) => () => Page

/** Tests in the system's Chromium; where there is none they are skipped, and one line says so. */
export function describeInBrowser(name: string, tests: (open: OpenPage, keep: KeepPage) => void): void {
  if (executablePath === undefined) process.stdout.write(`Skipped, as there is no Chromium here: ${name}\n`)
  describe.skipIf(executablePath === undefined)(name, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath!, args })
    })
    afterAll(() => browser.close())
    const open: OpenPage = async (url, options = {}) => {
      const context = await browser.newContext(options)
      onTestFinished(() => context.close())
      const page = await context.newPage()
      await page.goto(url)
      return page
    }
    const keep: KeepPage = (options) => {
      let page: Page
      beforeAll(async () => {
        page = await browser.newPage(options)
      })
      return () => page
    }
    tests(open, keep)
  })
}

/** What axe-core objects to, by `rules` or by all, as `rule: element`; nothing for a page that everybody can use. */
export async function accessibilityProblems(page: Page, rules?: string[]): Promise<string[]> {
  const { source } = createRequire(import.meta.url)('axe-core') as { source: string }
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ resultTypes: ['violations'], ...(only && { runOnly: only }) })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }, rules)
}
