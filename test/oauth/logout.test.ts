import { describe, expect, test } from 'vitest'
import { callback, type HostedPlace, hostedPlace, sentTo, signInOn } from '../support/hosted.ts'
import { confirmedUser } from '../support/people.ts'

const bye = 'http://localhost:3000/bye'

async function signedIn(options: { managed?: boolean } = {}) {
  const shop = await hostedPlace(options)
  await confirmedUser(shop, 'alice')
  const browser = shop.browser()
  await signInOn(browser, shop.query(), 'alice')
  const logout = (members: Record<string, string>) => browser.get(`/logout?${new URLSearchParams(members)}`)
  return { shop, browser, logout, client_id: shop.clientId }
}

const hasSession = async (shop: HostedPlace, browser: Awaited<ReturnType<typeof signedIn>>['browser']) =>
  sentTo(await browser.get(`/oauth2/authorize?${shop.query()}`)).to === callback

describe('logout', () => {
  test('ends the session, takes the cookie and goes where the client says', async () => {
    const { shop, browser, logout, client_id } = await signedIn()
    const cookie = browser.cookies.get('cognito')!

    const response = await logout({ client_id, logout_uri: bye, state: 'ignored' })

    expect(response.headers.get('location')).toBe(bye)
    expect(browser.cookies.has('cognito')).toBe(false)
    browser.cookies.set('cognito', cookie)
    expect(await hasSession(shop, browser)).toBe(false)
  })

  test('goes to the sign-in page with the other form', async () => {
    const { shop, browser, logout, client_id } = await signedIn()
    const members = { client_id, response_type: 'code', redirect_uri: callback, scope: 'openid', state: 's2' }

    const response = await logout(members)

    expect(response.headers.get('location')).toBe(`/login?${new URLSearchParams(members)}`)
    expect(await hasSession(shop, browser)).toBe(false)
  })

  test('prefers logout_uri', async () => {
    const { logout, client_id } = await signedIn()

    const response = await logout({ client_id, logout_uri: bye, response_type: 'code', redirect_uri: callback })

    expect(response.headers.get('location')).toBe(bye)
  })

  test.each([
    ['an address that is not registered', { logout_uri: 'https://evil.example/' }],
    ['neither', {}],
    ['the words of OpenID Connect', { post_logout_redirect_uri: bye, id_token_hint: 'x' }],
  ])('with %s ends on the error page, and the session all the same', async (_name, members) => {
    const { shop, browser, logout, client_id } = await signedIn()

    const { to, parameters } = sentTo(await logout({ client_id, ...(members as Record<string, string>) }))

    expect(to).toBe('http://nowhere.invalid/error')
    expect(parameters['error']).toBe("Required String parameter 'redirect_uri' is not present")
    expect(await hasSession(shop, browser)).toBe(false)
  })

  test.each([
    [false, "Required String parameter 'client_id' is not present"],
    [true, 'Missing required parameter client_id in request URL'],
  ])('without client shows so (managed login: %s)', async (managed, text) => {
    const { logout } = await signedIn({ managed })

    expect(sentTo(await logout({ logout_uri: bye })).parameters['error']).toBe(text)
    expect(sentTo(await logout({ logout_uri: bye, client_id: 'nobody' })).parameters['error']).toBe(
      'Client does not exist.',
    )
  })

  test('works without a session', async () => {
    const shop = await hostedPlace()

    const response = await shop.browser().get(`/logout?client_id=${shop.clientId}&logout_uri=${bye}`)

    expect(response.headers.get('location')).toBe(bye)
  })
})
