import { FederationError } from '../domain/federation/federation-error.ts'
import { levelsAtProvider } from '../domain/federation/levels.ts'
import { authorizationUrl } from '../domain/federation/oidc.ts'
import { isPretend } from '../domain/federation/pretend.ts'
import { samlRequestUrl } from '../domain/federation/saml.ts'
import { type Departure, depart } from '../domain/federation/states.ts'
import { getProvider } from '../domain/identity-providers/providers.ts'
import { back } from './authorize-answers.ts'
import { cookieNames, cookieOf, setCookie } from './cookies.ts'
import type { HostedRequest } from './domain-request.ts'
import { redirect } from './headers.ts'
import { Sent } from './leaving.ts'
import type { LoginRequest } from './login-request.ts'

/** Sends the browser to an identity provider. Documented: authorize endpoint page; the user sees no page of the pool's. */
export async function leaveFor(request: HostedRequest, login: LoginRequest, name: string): Promise<Response> {
  const { ctx, base } = request
  const browser = cookieOf(request, cookieNames.federation) ?? ctx.ids.uuid()
  const { provider, departure } = ctx.transact((inside) => {
    const search = new URL(request.c.req.url).search
    const provider = getProvider(inside, login.pool, name)
    const path = provider.type === 'SAML' ? '/saml2/idpresponse' : '/oauth2/idpresponse'
    const going = { provider: name, search, returnUri: ownAddress(request) + path, browser }
    return { provider, departure: depart(inside, login.client, going) }
  })
  const cookies = [setCookie(request, cookieNames.federation, browser)]
  if (isPretend(ctx, provider)) {
    ctx.note(`A page of ours stands for the provider ${name}.`)
    const query = new URLSearchParams({ provider: name, state: departure.state })
    return redirect(`${base}/_pretend?${query}`, cookies)
  }
  const to = await addressAt(request, login, provider, departure).catch((error: unknown) => refused(login, error))
  return redirect(to, cookies)
}

function addressAt(
  { ctx }: HostedRequest,
  login: LoginRequest,
  provider: ReturnType<typeof getProvider>,
  departure: Departure,
): Promise<string> {
  const { row, state } = departure
  if (provider.type === 'SAML') {
    return samlRequestUrl(ctx, provider, { id: row.requestId, relayState: state, returnUri: row.returnUri })
  }
  const wishes = {
    loginHint: login.loginHint,
    prompt: [...login.prompt].join(' ') || undefined,
    acrValues: levelsAtProvider(login.pool, provider, login.acrValues),
  }
  return authorizationUrl(ctx, provider, departure, wishes)
}

/** Where the domain answers, as the browser sees it, without a slash at the end. */
export function ownAddress({ c, base }: HostedRequest): string {
  const url = new URL(c.req.url)
  const isSecure = c.req.header('x-forwarded-proto') === 'https' || url.protocol === 'https:'
  return `${isSecure ? 'https' : 'http'}://${c.req.header('host') ?? url.host}${base}`
}

/** Tells the client why nobody was signed in. Documented: authorize endpoint page, the form. */
export function refused(login: LoginRequest, error: unknown): never {
  throw error instanceof FederationError ? new Sent(back(login, error.code, error.message), error.message) : error
}
