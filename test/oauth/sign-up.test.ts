import { describe, expect, test } from 'vitest'
import { callback, type HostedPlace, hiddenField, hostedPlace, problemOf, sentTo, signInOn } from '../support/hosted.ts'
import { attributesOf, betterPassword, confirmedUser, goodPassword, statusOf } from '../support/people.ts'

const pathOf = (response: Response) => sentTo(response).to.replace('http://nowhere.invalid', '')

const person = { username: 'bob', email: 'bob@example.com', password: goodPassword }

const signUp = (shop: HostedPlace, browser = shop.browser(), fields: Record<string, string> = person) =>
  browser.fill(`/signup?${shop.query()}`, fields)

describe('the sign-up page', () => {
  test('makes a user, who is signed in once the code is right', async () => {
    const shop = await hostedPlace()
    const browser = shop.browser()

    const first = await signUp(shop, browser)
    expect(pathOf(first)).toBe('/confirmUser')
    expect(await statusOf(shop, 'bob')).toBe('UNCONFIRMED')
    const page = `/confirmUser?${shop.query()}`
    expect(await (await browser.get(page)).text()).toContain('We have sent a code to b***@e***.')
    expect(await problemOf(await browser.fill(page, { code: '000000' }))).toBe(
      'Invalid verification code provided, please try again.',
    )
    const second = await browser.fill(page, { code: shop.lastCode() })

    expect(sentTo(second)).toMatchObject({ to: callback, parameters: { state: 's1', code: expect.any(String) } })
    expect(await attributesOf(shop, 'bob')).toMatchObject({ email_verified: 'true' })
  })

  test('asks for what the pool requires, and shows it again with what is wrong', async () => {
    const Schema = [
      { Name: 'birthdate', Required: true },
      { Name: 'given_name', Required: true },
    ]
    const shop = await hostedPlace({ pool: { Schema } })
    const browser = shop.browser()

    const html = await (await browser.get(`/signup?${shop.query()}`)).text()
    const response = await signUp(shop, browser, {
      ...person,
      password: 'short',
      given_name: 'Bob',
      birthdate: '2000-01-01',
    })

    expect(html).toContain('name="birthdate" type="date"')
    expect(html).toContain('name="given_name" type="text"')
    expect(await problemOf(response.clone())).toMatch(/^Password did not conform with policy/)
    expect(await response.text()).toContain('value="bob@example.com"')
  })

  test('asks for the address only once where it is the name', async () => {
    const shop = await hostedPlace({ pool: { UsernameAttributes: ['email'] } })
    const html = await (await shop.browser().get(`/signup?${shop.query()}`)).text()

    expect(html).toContain('name="username" type="email"')
    expect(html).not.toContain('name="email"')
    const response = await signUp(shop, shop.browser(), { username: 'bob@example.com', password: goodPassword })
    expect(pathOf(response)).toBe('/confirmUser')
  })

  test('is only for the browser’s own form, and not there where administrators make users', async () => {
    const shop = await hostedPlace()
    const closed = await hostedPlace({ pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } })

    expect((await shop.browser().post(`/signup?${shop.query()}`, person)).status).toBe(403)
    expect(pathOf(await closed.browser().get(`/signup?${closed.query()}`))).toBe('/login')
    expect(await (await closed.browser().get(`/login?${closed.query()}`)).text()).not.toContain('/signup')
  })

  test('signs in at once whom the pool’s function confirms', async () => {
    const PreSignUp = async (event: { response: object }) => ({ ...event, response: { autoConfirmUser: true } })
    const shop = await hostedPlace({ emulator: { triggers: { PreSignUp } as never } })

    expect(sentTo(await signUp(shop)).to).toBe(callback)
  })

  test('shows the error of the pool’s function', async () => {
    const PreSignUp = async () => {
      throw new Error('members only')
    }
    const shop = await hostedPlace({ emulator: { triggers: { PreSignUp } as never } })

    expect(await problemOf(await signUp(shop))).toBe('PreSignUp failed with error members only.')
  })

  test('links the terms once there are both documents', async () => {
    const shop = await hostedPlace()
    const client = {
      UserPoolId: shop.poolId,
      ClientId: shop.clientId,
      TermsSource: 'LINK',
      Enforcement: 'NONE',
    } as const
    const write = (TermsName: string) =>
      shop.call('CreateTerms', {
        ...client,
        TermsName,
        Links: { 'cognito:default': `https://shop.example/${TermsName}` },
      })
    const read = async () => (await shop.browser().get(`/signup?${shop.query()}`)).text()

    await write('terms-of-use')
    expect(await read()).not.toContain('shop.example')
    await write('privacy-policy')
    expect(await read()).toContain('https://shop.example/privacy-policy')
  })
})

describe('the page for the code', () => {
  test('sends another one', async () => {
    const shop = await hostedPlace()
    const browser = shop.browser()
    await signUp(shop, browser)
    const page = await (await browser.get(`/confirmUser?${shop.query()}`)).text()
    const before = shop.inbox().length

    const response = await browser.post(`/resendcode?${shop.query()}`, { _csrf: hiddenField(page, '_csrf') })

    expect(pathOf(response)).toBe('/confirmUser')
    expect(shop.inbox()).toHaveLength(before + 1)
    expect(sentTo(await browser.fill(`/confirmUser?${shop.query()}`, { code: shop.lastCode() })).to).toBe(callback)
  })

  test('comes after a sign-in with the right password only', async () => {
    const shop = await hostedPlace()
    await signUp(shop)

    const wrong = await signInOn(shop.browser(), shop.query(), 'bob', betterPassword)
    const browser = shop.browser()
    const right = await signInOn(browser, shop.query(), 'bob')

    expect(await problemOf(wrong)).toBe('Incorrect username or password.')
    expect(pathOf(right)).toBe('/confirmUser')
    expect(sentTo(await browser.fill(`/confirmUser?${shop.query()}`, { code: shop.lastCode() })).to).toBe(callback)
  })

  test('is nothing to visit without a sign-up', async () => {
    const shop = await hostedPlace()

    expect(pathOf(await shop.browser().get(`/confirmUser?${shop.query()}`))).toBe('/login')
    expect(pathOf(await shop.browser().post(`/resendcode?${shop.query()}`, {}))).toBe('/login')
  })
})

describe('a forgotten password', () => {
  test('is replaced with a code, and signs in', async () => {
    const shop = await hostedPlace()
    await confirmedUser(shop, 'alice')
    const browser = shop.browser()

    const first = await browser.fill(`/forgotPassword?${shop.query()}`, { username: 'alice' })
    expect(pathOf(first)).toBe('/confirmForgotPassword')
    const page = `/confirmForgotPassword?${shop.query()}`
    expect(await (await browser.get(page)).text()).toContain('a***@e***')
    const code = shop.lastCode()
    expect(await problemOf(await browser.fill(page, { code: '000000', newPassword: betterPassword }))).toBe(
      'Invalid verification code provided, please try again.',
    )
    expect(await problemOf(await browser.fill(page, { code, newPassword: 'short' }))).toMatch(/policy|constraint/)
    const done = await browser.fill(page, { code, newPassword: betterPassword })

    expect(sentTo(done).to).toBe(callback)
    expect(sentTo(await signInOn(shop.browser(), shop.query(), 'alice', betterPassword)).to).toBe(callback)
  })

  test('of nobody is told only where the client tells', async () => {
    const [legacy, hiding] = [
      await hostedPlace(),
      await hostedPlace({ client: { PreventUserExistenceErrors: 'ENABLED' } }),
    ]
    const ask = (shop: HostedPlace) => shop.browser().fill(`/forgotPassword?${shop.query()}`, { username: 'nobody' })

    expect(await problemOf(await ask(legacy))).toBe('Username/client id combination not found.')
    expect(pathOf(await ask(hiding))).toBe('/confirmForgotPassword')
  })

  test('needs the browser’s own form and an open visit', async () => {
    const shop = await hostedPlace()

    expect((await shop.browser().post(`/forgotPassword?${shop.query()}`, { username: 'alice' })).status).toBe(403)
    expect(pathOf(await shop.browser().get(`/confirmForgotPassword?${shop.query()}`))).toBe('/forgotPassword')
    expect(pathOf(await shop.browser().post(`/confirmForgotPassword?${shop.query()}`, {}))).toBe('/forgotPassword')
  })
})
