import { secretHash } from '../base/secret-hash.ts'
import { findClient, secretsOf } from '../domain/clients/clients.ts'
import { findDomain } from '../domain/pools/domains.ts'
import { perform } from '../kernel/perform.ts'
import { visit } from '../kernel/visit.ts'
import type { DomainServer, DomainVisit } from './domain-request.ts'
import { page } from './pages/page.tsx'

/**
 * The links of sign-up messages. Documented: developer guide, Lambda triggers, /confirmUser among the pages that confirm.
 * Inferred: the page. The link needs no secret hash: whoever has it has the code.
 */
export async function confirmUser(server: DomainServer, { c, domain }: DomainVisit): Promise<Response> {
  // Scanners of mail look at links with HEAD: it must change nothing.
  if (c.req.method === 'HEAD') return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
  if (c.req.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
  const origin = { ipAddress: server.addressOf(c), userAgent: c.req.header('user-agent') }
  const request = { id: server.requestId(), operation: 'Confirm_GET', ...origin }
  return visit(server.kernel, request, async (ctx) => {
    const {
      client_id: ClientId = '',
      user_name: Username = '',
      confirmation_code: ConfirmationCode = '',
    } = c.req.query()
    const secret = ctx.transact((inside) => {
      const poolId = findDomain(inside, domain)?.poolId
      const client = poolId === undefined ? undefined : findClient(inside, ClientId)
      return client?.poolId === poolId && client ? (secretsOf(inside, client.id)[0] ?? '') : null
    })
    if (secret === null) return notThere()
    const SecretHash = secret === '' ? undefined : secretHash(secret, Username, ClientId)
    const call = { id: server.requestId(), operation: 'ConfirmSignUp', ...origin }
    const answer = await perform(server.kernel, call, { ClientId, Username, ConfirmationCode, SecretHash })
    if (!answer.error) return confirmed()
    ctx.note(`${answer.error.name}: ${answer.error.message}`)
    return refusal(answer.status, answer.error.message)
  })
}

// Observed: public screenshots of this sentence.
function confirmed(): Response {
  return page('Your registration has been confirmed!', 200, <p>You can close this page and sign in.</p>)
}

function refusal(status: number, why: string): Response {
  return page(
    'Your registration was not confirmed',
    status,
    <>
      <p>{why}</p>
      <p>Links in our messages work for a day and only once. Ask for another one where you signed up.</p>
    </>,
  )
}

function notThere(): Response {
  return page('There is nothing here', 404, <p>This link belongs to no user pool at this address.</p>)
}
