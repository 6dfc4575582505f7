import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { shapes } from '../../../src/api/generated/model.ts'
import type { ChallengeNameType } from '../../../src/api/generated/types.ts'
import { viewOf } from '../../../src/oauth/challenge-views.tsx'
import { words } from '../../../src/oauth/languages/en.ts'
import { pagePaths } from '../../../src/oauth/routes.ts'
import { accessibilityProblems, describeInBrowser } from '../../support/browser.ts'
import { journeys } from '../../support/hosted-tour/journeys.ts'
import { type PageName, pages, type TourPage } from '../../support/hosted-tour/pages.ts'
import { tourPlace } from '../../support/hosted-tour/place.ts'
import { visitor } from '../../support/hosted-tour/visitor.ts'

const seen = new Set(Object.values(journeys).flatMap(({ sees }) => sees))
const [narrow, wide] = [
  { width: 320, height: 800 },
  { width: 1280, height: 800 },
]

/** The title of the page for a challenge, if it has one. */
function titleOf(challenge: ChallengeNameType): string | undefined {
  try {
    const progress = { step: 'challenge', username: 'alice', challenge } as const
    return viewOf(words, { settings: {} } as never, progress).title
  } catch {
    return undefined
  }
}

describe('the table of hosted pages', () => {
  // What no browser goes to.
  const forPrograms = ['/oauth2/token', '/oauth2/userInfo', '/oauth2/revoke', '/oauth2/register']

  test('names every path', () => {
    const paths = [
      ...Object.values(pages).map(({ path }) => path),
      ...Object.values(journeys).flatMap((j) => j.passes ?? []),
    ]

    expect(pagePaths.filter((path) => !forPrograms.includes(path) && !(paths as string[]).includes(path))).toEqual([])
  })

  test('names every challenge that has a page', () => {
    const named = Object.values(pages).map(({ challenge }: TourPage) => challenge)
    const all = shapes['ChallengeNameType']!.enum as ChallengeNameType[]

    expect(all.filter((name) => (name === 'MFA_SETUP' || titleOf(name)) && !named.includes(name))).toEqual([])
  })

  test('holds no page to which no way leads', () => {
    expect(Object.keys(pages).filter((name) => !seen.has(name as PageName))).toEqual([])
  })
})

/** What is wrong with a page for somebody: in light and dark, in narrow windows and in wide ones. */
async function faultsOf(page: Page): Promise<string[]> {
  const found = await accessibilityProblems(page)
  if (!(await fits(page))) found.push('does not fit a narrow window')
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await accessibilityProblems(page, ['color-contrast', 'target-size'])))
  await page.setViewportSize(wide)
  if (!(await fits(page))) found.push('does not fit a wide window')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(narrow)
  return [...found, ...(await page.evaluate(markupFaults))]
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

/** Runs in the page. */
function markupFaults(): string[] {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden], [type=submit], [hidden])')]
  return [
    ...(document.documentElement.lang === 'en' ? [] : ['has no language']),
    ...(document.querySelectorAll('h1').length === 1 ? [] : ['has not one heading']),
    ...inputs.filter(({ labels }) => labels?.length !== 1).map(({ name }) => `${name} has no label`),
    ...inputs
      .filter(({ type, autocomplete }) => type === 'password' && !/^(?:current|new)-password$/.test(autocomplete))
      .map(({ name }) => `${name} says nothing to password managers`),
    ...inputs
      .filter(({ name, autocomplete }) => name === 'code' && autocomplete !== 'one-time-code')
      .map(({ name }) => `${name} is not filled in`),
  ]
}

describeInBrowser('the hosted pages', (_open, keep) => {
  const place = tourPlace()
  // Pages that several ways lead over are looked at once.
  const lookedAt = new Set<PageName>()

  const pageOf = keep({ viewport: narrow, colorScheme: 'light' })
  test.each(Object.entries(journeys))('are good on the way %s', async (_name, { go, sees, passes = [] }) => {
    const page = await blank(pageOf())
    const [found, errors, asked]: [PageName[], string[], Set<string>] = [[], [], new Set()]
    page.on('pageerror', ({ message }) => errors.push(message))
    page.on('console', (message) => {
      // That a page comes with 403 is no error of the page's.
      const isStatus = message.text().startsWith('Failed to load resource') && message.location().url === page.url()
      if (message.type() === 'error' && !isStatus) errors.push(message.text())
    })
    page.on('request', (request) => asked.add(new URL(request.url()).pathname))

    await go(
      visitor({ page, ...place() }, async (name) => {
        found.push(name)
        if (!lookedAt.has(name)) expect([name, await faultsOf(page)]).toEqual([name, []])
        lookedAt.add(name)
        const { challenge, heading }: TourPage = pages[name]
        if (challenge && challenge !== 'MFA_SETUP') expect(titleOf(challenge)).toBe(heading)
      }),
    )

    expect(found).toEqual(sees)
    expect(passes.filter((path) => !asked.has(path))).toEqual([])
    expect(errors).toEqual([])
  })

  const pageWithoutScripts = keep({ viewport: narrow, javaScriptEnabled: false })
  const possible = Object.entries(journeys).filter(([, { needsScripts }]) => !needsScripts)
  test.each(possible)('need no JavaScript on the way %s', async (_name, { go, sees }) => {
    const page = await blank(pageWithoutScripts())
    const found: PageName[] = []

    await go(visitor({ page, ...place() }, async (name) => void found.push(name)))

    expect(found).toEqual(sees)
  })
})

/** The page as of a browser that has been nowhere yet. */
async function blank(page: Page): Promise<Page> {
  page.setDefaultTimeout(15_000)
  page.removeAllListeners()
  await page.context().clearCookies()
  await page.goto('about:blank')
  return page
}
