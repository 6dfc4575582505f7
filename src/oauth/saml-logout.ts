import { FederationError } from '../domain/federation/federation-error.ts'
import { isPretend } from '../domain/federation/pretend.ts'
import {
  type PostedLogout,
  type ProviderLogout,
  readLogoutRequest,
  requireLogoutResponse,
  samlLogoutAnswerUrl,
  signsOutAtProvider,
} from '../domain/federation/saml-logout.ts'
import { endDeparture, findDeparture, samlLogoutPath, useAssertion } from '../domain/federation/states.ts'
import { endSamlSessions } from '../domain/hosted/sso-sessions.ts'
import { findProvider, providersOf } from '../domain/identity-providers/providers.ts'
import type { HostedRequest } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { ownAddress } from './federation.ts'
import { redirect } from './headers.ts'
import { leaving, Shown } from './leaving.ts'
import { formOf } from './parameters.ts'

/** POST /saml2/logout. Documented: SAML things-to-know page; messages that come by GET are not accepted. */
export const samlLogout = endpoint('SamlLogout', { POST: leaving(answer) })

async function answer(request: HostedRequest): Promise<Response> {
  const form = (await formOf(request.c))?.all
  const relayState = form?.get('RelayState') ?? ''
  const returnUri = ownAddress(request) + samlLogoutPath
  const [asked, answered] = [form?.get('SAMLRequest'), form?.get('SAMLResponse')]
  try {
    if (asked) return await signOutForProvider(request, { message: asked, returnUri }, relayState)
    return await goOn(request, { message: answered ?? '', returnUri }, relayState)
  } catch (error) {
    if (!(error instanceof FederationError)) throw error
    // Inferred: the page of sign-ins that go wrong.
    request.ctx.note(error.message)
    throw new Shown('something-wrong')
  }
}

/**
 * Takes a provider's answer to a request of ours. Documented: SAML sign-out page; the browser goes on to where it was
 * going. The pool's own session ended before it left.
 */
async function goOn(request: HostedRequest, posted: PostedLogout, state: string): Promise<Response> {
  const { ctx, pool } = request
  const departure = ctx.transact((inside) => {
    const row = findDeparture(inside, pool.id, state, 'sign-out')
    const provider = row && findProvider(inside, pool.id, row.provider)
    return provider ? { row, provider } : null
  })
  if (!departure) throw new Shown('something-wrong')
  const { row, provider } = departure
  await requireLogoutResponse(ctx, provider, posted, { requestId: row.requestId, session: row.arrived?.session })
  const isFirst = ctx.transact((inside) => {
    const still = findDeparture(inside, pool.id, state, 'sign-out')
    if (still) endDeparture(inside, still)
    return still !== undefined
  })
  if (!isFirst) throw new Shown('something-wrong')
  return redirect(row.search)
}

/** Ends the sessions of somebody who has signed out at a provider, and lets the browser tell the provider so. */
async function signOutForProvider(request: HostedRequest, posted: PostedLogout, relayState: string): Promise<Response> {
  const { ctx, pool } = request
  const { provider, logout } = await whoAsks(request, posted)
  const answer = { id: `_${ctx.ids.uuid()}`, relayState, returnUri: posted.returnUri }
  const to = await samlLogoutAnswerUrl(ctx, provider, logout, answer)
  ctx.transact((inside) => {
    if (!useAssertion(inside, pool.id, logout.id)) throw new FederationError('The LogoutRequest was used before')
    const ended = endSamlSessions(inside, pool, provider.name, logout)
    ctx.note(`${provider.name} ended ${ended} session(s).`)
    return null
  })
  return redirect(to)
}

type Provider = ReturnType<typeof providersOf>[number]

async function whoAsks(
  { ctx, pool }: HostedRequest,
  posted: PostedLogout,
): Promise<{ provider: Provider; logout: ProviderLogout }> {
  const known = ctx.transact((inside) => providersOf(inside, pool.id))
  for (const provider of known.filter((one) => signsOutAtProvider(one) && !isPretend(ctx, one))) {
    const logout = await readLogoutRequest(ctx, provider, posted)
    if (logout) return { provider, logout }
  }
  throw new FederationError('No identity provider that signs out has this issuer')
}
