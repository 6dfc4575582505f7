import * as openid from 'openid-client'
import { Strategy } from 'openid-client/passport'
import { expect, test } from 'vitest'
import { type HostedShop, hostedShop, signInAt } from '../../support/hosted-running.ts'

type Outcome = { readonly redirect: string } | { readonly user: unknown } | { readonly fail: unknown }

/** Passport itself, as far as a strategy sees it: a request with a session goes in, and one outcome comes out. */
function passport(strategy: Strategy) {
  const session = {}
  return (address: string): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const { host, pathname, search } = new URL(address)
      const request = {
        session,
        host,
        protocol: 'http',
        originalUrl: pathname + search,
        url: pathname + search,
        method: 'GET',
      }
      const outcomes = {
        redirect: (url: string) => resolve({ redirect: url }),
        success: (user: unknown) => resolve({ user }),
        fail: (challenge: unknown) => resolve({ fail: challenge }),
        error: reject,
      }
      Object.assign(Object.create(strategy) as Strategy, outcomes).authenticate(request as never, {})
    })
}

async function strategyFor(shop: HostedShop): Promise<Strategy> {
  const issuer = new URL(shop.emulator.issuer(shop.userPoolId))
  const config = await openid.discovery(issuer, shop.clientId, shop.clientSecret, undefined, {
    execute: [openid.allowInsecureRequests],
  })
  const options = { config, scope: 'openid email', callbackURL: shop.callback }
  return new Strategy(options, (tokens, verified) => verified(null, tokens.claims() as object))
}

test('the Passport strategy of openid-client signs in', async () => {
  const shop = await hostedShop({ client: { GenerateSecret: true } })
  const authenticate = passport(await strategyFor(shop))

  const away = await authenticate('http://localhost:3000/login')
  const called = await signInAt(shop, new URL((away as { redirect: string }).redirect))
  const home = await authenticate(called.href)

  expect(home).toMatchObject({ user: { email: 'alice@example.com', aud: shop.clientId } })
})

test('the Passport strategy of openid-client refuses a callback that nobody asked for', async () => {
  const shop = await hostedShop()
  const called = await signInAt(shop, new URL(shop.authorizeUrl()))

  const outcome = await passport(await strategyFor(shop))(called.href)

  expect(outcome).toMatchObject({ fail: { message: 'Unable to verify authorization request state' } })
})
