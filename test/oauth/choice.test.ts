import { describe, expect, test } from 'vitest'
import type { CreateUserPoolRequest } from '../../src/api/generated/types.ts'
import {
  type Browser,
  callback,
  exchange,
  type HostedPlace,
  hostedPlace,
  problemOf,
  sentTo,
} from '../support/hosted.ts'
import { confirmedUser, goodPassword } from '../support/people.ts'
import { claimsOf, nextCode, registerAuthenticator, setMfa, tokensOf } from '../support/sign-in.ts'

const pathOf = (response: Response) => sentTo(response).to.replace('http://nowhere.invalid', '')

const passwordless: Partial<CreateUserPoolRequest> = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
}

/** A pool whose people choose how to sign in, and Alice. */
async function choosing(pool = passwordless): Promise<HostedPlace> {
  const ExplicitAuthFlows = ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] as const
  const shop = await hostedPlace({ managed: true, pool, client: { ExplicitAuthFlows: [...ExplicitAuthFlows] } })
  await confirmedUser(shop, 'alice')
  return shop
}

const name = (browser: Browser, query: string) => browser.fill(`/login?${query}`, { username: 'alice' })

describe('choice-based sign-in', () => {
  test('asks for the name first', async () => {
    const shop = await choosing()

    const html = await (await shop.browser().get(`/login?${shop.query()}`)).text()

    expect(html).not.toContain('type="password"')
  })

  test('offers what the user can use, a password only once', async () => {
    const shop = await choosing()
    const browser = shop.browser()

    expect(pathOf(await name(browser, shop.query()))).toBe('/selectFactor')
    const html = await (await browser.get(`/selectFactor?${shop.query()}`)).text()

    expect([...html.matchAll(/name="answer" value="(\w+)"/g)].map(([, value]) => value).toSorted()).toEqual([
      'EMAIL_OTP',
      'PASSWORD',
    ])
  })

  test('works with a code by e-mail', async () => {
    const shop = await choosing()
    const browser = shop.browser()
    await name(browser, shop.query())

    expect(pathOf(await browser.fill(`/selectFactor?${shop.query()}`, { answer: 'EMAIL_OTP' }))).toBe('/mfa')
    expect(await (await browser.get(`/mfa?${shop.query()}`)).text()).toContain('a***@e***')
    const response = await browser.fill(`/mfa?${shop.query()}`, { code: shop.lastCode() })

    expect(sentTo(response).to).toBe(callback)
  })

  test('works with a password', async () => {
    const shop = await choosing()
    const browser = shop.browser()
    await name(browser, shop.query())

    expect(pathOf(await browser.fill(`/selectFactor?${shop.query()}`, { answer: 'PASSWORD' }))).toBe('/password')
    const response = await browser.fill(`/password?${shop.query()}`, { password: goodPassword })

    expect(sentTo(response).to).toBe(callback)
  })

  test('leads straight to the password where there is no choice', async () => {
    const shop = await choosing({})

    expect(pathOf(await name(shop.browser(), shop.query()))).toBe('/password')
  })

  test('is not there on the classic pages', async () => {
    const ExplicitAuthFlows = ['ALLOW_USER_AUTH'] as const
    const shop = await hostedPlace({ pool: passwordless, client: { ExplicitAuthFlows: [...ExplicitAuthFlows] } })

    expect(await (await shop.browser().get(`/login?${shop.query()}`)).text()).toContain('type="password"')
  })
})

describe('a level of assurance', () => {
  const level = (n: number) => `urn:cognito:loa:${n}`

  async function stepping() {
    const shop = await hostedPlace({ managed: true })
    await setMfa(shop, 'OPTIONAL')
    await confirmedUser(shop, 'alice')
    const { AccessToken } = await tokensOf(shop, 'alice')
    const secret = await registerAuthenticator(shop, 'alice', AccessToken)
    return { shop, secret }
  }

  async function signInAt(shop: HostedPlace, browser: Browser, acr_values: string, secret: string) {
    const query = shop.query({ acr_values })
    await name(browser, query)
    const first = await browser.fill(`/password?${query}`, { password: goodPassword })
    return pathOf(first) === '/mfa' ? browser.fill(`/mfa?${query}`, { code: nextCode(shop, secret) }) : first
  }

  const claimsAt = async (shop: HostedPlace, response: Response) => {
    const { body } = await exchange(shop, sentTo(response).parameters['code']!)
    const { acr, amr } = claimsOf(body['access_token'] as string)
    return { acr, amr, id: claimsOf(body['id_token'] as string)['acr'] }
  }

  test('is reached with the factors it needs, and stands in the tokens', async () => {
    const { shop, secret } = await stepping()

    const response = await signInAt(shop, shop.browser(), `unknown ${level(4)}`, secret)

    expect(await claimsAt(shop, response)).toEqual({ acr: level(4), amr: ['pwd', 'otp', 'mfa'], id: level(4) })
  })

  test('of a session is enough for lower ones, and not for higher ones', async () => {
    const { shop, secret } = await stepping()
    const browser = shop.browser()
    const ask = async (acr_values: string) => browser.get(`/oauth2/authorize?${shop.query({ acr_values })}`)

    await signInAt(shop, browser, level(1), secret)
    expect(pathOf(await ask(level(4)))).toBe('/login')
    await signInAt(shop, browser, level(4), secret)
    expect(await claimsAt(shop, await ask(level(1)))).toMatchObject({ acr: level(4) })
  })

  test('that the user cannot reach is told on the page', async () => {
    const shop = await hostedPlace({ managed: true })
    await confirmedUser(shop, 'alice')

    const response = await name(shop.browser(), shop.query({ acr_values: level(4) }))

    expect(await problemOf(response)).toBe('None of the values of TARGET_ACR_VALUES can be satisfied by the user.')
  })

  test('is not heard of on LITE and on the classic pages', async () => {
    const lite = await hostedPlace({ pool: { UserPoolTier: 'LITE' } })
    await confirmedUser(lite, 'alice')

    const query = lite.query({ acr_values: level(4) })
    const response = await lite.browser().fill(`/login?${query}`, { username: 'alice', password: goodPassword })

    expect(await claimsAt(lite, response)).toEqual({ acr: undefined, amr: undefined, id: undefined })
  })
})
