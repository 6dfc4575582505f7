import { findClient } from '../domain/clients/clients.ts'
import { demand } from '../domain/hosted/oauth-error.ts'
import { hasSecret } from '../domain/tokens/exchange.ts'
import type { Client, HostedRequest } from './domain-request.ts'
import type { Parameters } from './parameters.ts'

interface Credentials {
  readonly id: string
  /** As it came, and as it is once decoded: clients differ. */
  readonly secrets: readonly string[]
}

/**
 * The client that asks, by Basic authentication or by parameters; a public one only names itself. Documented: token
 * endpoint page. Inferred: invalid_client for everything that is wrong but a missing client_id.
 */
export function authenticateClient(request: HostedRequest, form: Parameters): Client {
  const { id, secrets } = credentialsOf(request.c.req.header('authorization'), form)
  return request.ctx.transact((inside) => {
    const client = findClient(inside, id)
    demand(client?.poolId === request.pool.id, 'invalid_client')
    const given: readonly (string | undefined)[] = secrets.length > 0 ? secrets : [undefined]
    demand(
      given.some((secret) => hasSecret(inside, client, secret)),
      'invalid_client',
    )
    return client
  })
}

function credentialsOf(header: string | undefined, form: Parameters): Credentials {
  const id = form.one('client_id')
  if (header === undefined) {
    demand(id, 'invalid_request')
    const secret = form.one('client_secret')
    return { id, secrets: secret === undefined ? [] : [secret] }
  }
  const [, encoded] = /^basic +([\w+/=-]+)$/i.exec(header.trim()) ?? []
  demand(encoded, 'invalid_client')
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':')
  // Inferred: a client must not call itself by two names.
  demand(id === undefined || id === name, 'invalid_client')
  const secret = rest.join(':')
  return { id: name, secrets: secret === '' ? [] : [...new Set([secret, decoded(secret)])] }
}

/** Documented: RFC 6749, 2.3.1. Both halves are form-encoded, which hardly any client of the service does. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
