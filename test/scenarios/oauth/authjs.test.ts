import { Auth, customFetch } from '@auth/core'
import Cognito from '@auth/core/providers/cognito'
import { CreateIdentityProviderCommand, UpdateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import type { EmulatorOptions } from '../../../src/options.ts'
import { type HostedShop, hostedShop, signInAt } from '../../support/hosted-running.ts'
import { google } from '../../support/identity-providers.ts'
import { fetchTrusting } from '../../support/tls.ts'

const app = 'http://localhost:3000/api/auth'
const client = { GenerateSecret: true, CallbackURLs: [`${app}/callback/cognito`] }

/** An application that uses Auth.js with its Cognito provider, and a browser in front of it. */
function application(shop: HostedShop, more: Partial<Parameters<typeof Cognito>[0]> = {}) {
  const { emulator, clientId, clientSecret } = shop
  const provider = Cognito({
    ...{ clientId, clientSecret: clientSecret!, issuer: emulator.issuer(shop.userPoolId), ...more },
    ...(emulator.certificate && { [customFetch]: fetchTrusting(emulator.certificate) as typeof fetch }),
  })
  const problems: unknown[] = []
  const config = {
    ...{ basePath: '/api/auth', trustHost: true, secret: 'a-secret-of-the-application-itself', providers: [provider] },
    logger: { error: (error: Error) => void problems.push(error.cause ?? error), warn() {}, debug() {} },
  }
  const cookies = new Map<string, string>()
  const visit = async (address: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = form && { method: 'POST', body: new URLSearchParams(form) }
    const response = await Auth(new Request(address, { headers: { cookie }, ...body }), config)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    problems,
    /** Begins a sign-in; resolves to where it sends the browser. */
    async begin(): Promise<URL> {
      const { csrfToken } = (await (await visit(`${app}/csrf`)).json()) as { csrfToken: string }
      const away = await visit(`${app}/signin/cognito`, { csrfToken, callbackUrl: 'http://localhost:3000/cart' })
      return new URL(away.headers.get('location')!)
    },
    /** Comes back with what the pool says; resolves to where that leads. */
    comeBack: async (called: URL) => (await visit(called.href)).headers.get('location'),
    session: async () => (await visit(`${app}/session`)).json(),
  }
}

describe('Auth.js with its Cognito provider', () => {
  test.each<[string, EmulatorOptions]>([
    ['http', {}],
    ['https', { tls: true }],
  ])('signs in by %s', async (_, emulator) => {
    const shop = await hostedShop({ emulator, client })
    const { begin, comeBack, session, problems } = application(shop)

    const away = await begin()
    const called = await signInAt(shop, away)
    const home = await comeBack(called)

    expect(problems).toEqual([])
    expect(away.origin).toBe(shop.domain)
    expect(home).toBe('http://localhost:3000/cart')
    expect(await session()).toMatchObject({ user: { email: 'alice@example.com', name: 'Alice' } })
  })

  test('signs in without a secret, and with every check it knows', async () => {
    const shop = await hostedShop({ client: { ...client, GenerateSecret: false } })
    const { begin, comeBack, session, problems } = application(shop, {
      checks: ['pkce', 'state', 'nonce'],
      client: { token_endpoint_auth_method: 'none' },
    })

    await comeBack(await signInAt(shop, await begin()))

    expect(problems).toEqual([])
    expect(await session()).toMatchObject({ user: { email: 'alice@example.com' } })
  })

  test('wants the check of the nonce for users of other providers, as at the service', async () => {
    const shop = await federatedShop()
    const [usual, strict] = [application(shop), application(shop, { checks: ['pkce', 'nonce'] })]

    const refused = await usual.comeBack(await signInByGoogle(shop, await usual.begin()))
    const home = await strict.comeBack(await signInByGoogle(shop, await strict.begin()))

    expect(refused).toContain('/api/auth/error')
    expect(usual.problems).toMatchObject([{ err: { message: expect.stringContaining('nonce') } }])
    expect([home, strict.problems]).toEqual(['http://localhost:3000/cart', []])
    expect(await strict.session()).toMatchObject({ user: { email: 'gina@example.com' } })
  })

  test('tells what it was refused', async () => {
    const shop = await hostedShop({ client })
    const { begin, comeBack, session, problems } = application(shop, { clientSecret: 'wrong' })

    const home = await comeBack(await signInAt(shop, await begin()))

    expect(home).toContain('/api/auth/error')
    expect(JSON.stringify(problems)).toContain('invalid_client')
    expect(await session()).toBeNull()
  })
})

/** A shop whose client offers Google, which is pretended. */
async function federatedShop(): Promise<HostedShop> {
  const shop = await hostedShop({ client })
  const { cognito, userPoolId: UserPoolId, clientId: ClientId } = shop
  const AttributeMapping = { email: 'email' }
  await cognito.send(new CreateIdentityProviderCommand({ UserPoolId, ...google, AttributeMapping } as never))
  await cognito.send(
    new UpdateUserPoolClientCommand({
      ...{ UserPoolId, ClientId, CallbackURLs: client.CallbackURLs, AllowedOAuthFlowsUserPoolClient: true },
      ...{ AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'profile'] },
      SupportedIdentityProviders: ['COGNITO', 'Google'],
    }),
  )
  return shop
}

/** What a browser does that chose Google and is somebody there. */
async function signInByGoogle(shop: HostedShop, url: URL): Promise<URL> {
  url.searchParams.set('identity_provider', 'Google')
  const away = await shop.emulator.fetch(new Request(url))
  const state = new URL(away.headers.get('location')!, shop.domain).searchParams.get('state')!
  const cookie = away.headers.getSetCookie()[0]!.split(';')[0]!
  const code = Buffer.from(JSON.stringify({ sub: '1', email: 'gina@example.com' })).toString('base64url')
  const address = `${shop.domain}/oauth2/idpresponse?${new URLSearchParams({ state, code })}`
  const back = await shop.emulator.fetch(new Request(address, { headers: { cookie } }))
  return new URL(back.headers.get('location')!)
}
