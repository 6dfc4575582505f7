import * as faults from '../api/faults.ts'
import { secretHash } from '../base/secret-hash.ts'
import { findClient, secretsOf } from '../domain/clients/clients.ts'
import { findDomain } from '../domain/pools/domains.ts'
import { perform } from '../kernel/perform.ts'
import { visit } from '../kernel/visit.ts'
import type { DomainServer, DomainVisit } from './domain-request.ts'
import { wordsOnDomain } from './languages/choice.ts'
import type { Words } from './languages/en.ts'
import { inWords } from './languages/names.ts'
import { page } from './pages/page.tsx'

/**
 * The links of sign-up messages. Documented: developer guide, Lambda triggers, /confirmUser among the pages that confirm.
 * Inferred: the page. The link needs no secret hash: whoever has it has the code.
 */
export async function confirmUser(server: DomainServer, domainVisit: DomainVisit): Promise<Response> {
  const { c, domain } = domainVisit
  // Scanners of mail look at links with HEAD: it must change nothing.
  if (c.req.method === 'HEAD') return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
  if (c.req.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
  const origin = { ipAddress: server.addressOf(c), userAgent: c.req.header('user-agent') }
  const request = { id: server.requestId(), operation: 'Confirm_GET', ...origin }
  return visit(server.kernel, request, async (ctx) => {
    const words = await wordsOnDomain(ctx, domainVisit)
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
    if (secret === null) return notThere(words)
    const SecretHash = secret === '' ? undefined : secretHash(secret, Username, ClientId)
    const call = { id: server.requestId(), operation: 'ConfirmSignUp', ...origin }
    const answer = await perform(server.kernel, call, { ClientId, Username, ConfirmationCode, SecretHash })
    // Inferred: scanners of mail, and people, open links more than once.
    const isDone = answer.error?.message === faults.userCannotBeConfirmed('CONFIRMED')().message
    if (!answer.error || isDone) return confirmed(words)
    ctx.note(`${answer.error.name}: ${answer.error.message}`)
    return refusal(words, answer.status, answer.error.message)
  })
}

function confirmed(words: Words): Response {
  return page(words.registered, 200, <p>{words.closePage}</p>, words.language)
}

function refusal(words: Words, status: number, why: string): Response {
  const content = (
    <>
      <p>{inWords(words, why)}</p>
      <p>{words.linkLife}</p>
    </>
  )
  return page(words.notRegistered, status, content, words.language)
}

function notThere(words: Words): Response {
  return page(words.nothingHere, 404, <p>{words.strayLink}</p>, words.language)
}
