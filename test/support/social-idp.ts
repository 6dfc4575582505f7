import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { onTestFinished } from 'vitest'

/** One request that a provider got. */
export interface SocialRequest {
  readonly method: string
  readonly path: string
  /** As it was written. */
  readonly query: string
  readonly authorization: string | undefined
  readonly userAgent: string | undefined
  readonly parameters: Readonly<Record<string, string>>
}

/** A provider that stands for Google, Facebook, Amazon or Apple on this machine. Whoever comes is let in. */
export interface SocialIdp {
  readonly origin: string
  /** Endpoints for a provider's details. */
  readonly endpoints: Readonly<
    Record<'authorize_url' | 'token_url' | 'attributes_url' | 'oidc_issuer' | 'jwks_uri', string>
  >
  readonly requests: SocialRequest[]
  /** Claims of its ID tokens beside the usual; undefined where it has none. */
  idToken: Record<string, unknown> | undefined
  /** What its attributes endpoint says. */
  attributes: unknown
  /** What it posts about somebody, as Apple does the first time. */
  user: string | undefined
  /** Refuses token requests; with a status. */
  refuse: (request: SocialRequest) => Promise<number | undefined>
}

/** Starts one for the time of a test. */
export async function startSocialIdp(): Promise<SocialIdp> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: 'social', alg: 'RS256', use: 'sig' }
  let asked: Readonly<Record<string, string>> = {}
  const idp = { requests: [], idToken: undefined, attributes: {}, user: undefined } as unknown as SocialIdp
  idp.refuse = async () => undefined
  const idTokenOf = () => {
    const now = Math.floor(Date.now() / 1000)
    const usual = {
      iss: idp.origin,
      aud: asked['client_id'],
      sub: 's1',
      nonce: asked['nonce'],
      iat: now,
      exp: now + 300,
    }
    const token = new SignJWT({ ...usual, ...idp.idToken } as JWTPayload)
    return token.setProtectedHeader({ alg: 'RS256', kid: 'social' }).sign(privateKey)
  }
  const answers: Record<string, (request: SocialRequest, response: ServerResponse) => Promise<unknown>> = {
    '/authorize': async ({ parameters }, response) => {
      asked = parameters
      const back = { code: 'c1', state: parameters['state'] ?? '' }
      const posted = { ...back, ...(idp.user !== undefined && { user: idp.user }) }
      if (parameters['response_mode'] === 'form_post') {
        response.setHeader('content-type', 'text/html')
        response.end(postingPage(parameters['redirect_uri'] ?? '', posted))
      } else {
        response.writeHead(302, { location: `${parameters['redirect_uri']}?${new URLSearchParams(back)}` }).end()
      }
      return undefined
    },
    '/token': async (request, response) => {
      response.statusCode = (await idp.refuse(request)) ?? 200
      if (response.statusCode !== 200) return { error: 'invalid_client' }
      return { access_token: 'at', token_type: 'Bearer', ...(idp.idToken && { id_token: await idTokenOf() }) }
    },
    '/jwks': async () => ({ keys: [jwk] }),
    '/attributes': async () => idp.attributes,
  }
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming)
    idp.requests.push(request)
    const answer = await answers[request.path]?.(request, response)
    if (answer === undefined) return
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const endpoints = {
    authorize_url: `${origin}/authorize`,
    token_url: `${origin}/token`,
    attributes_url: `${origin}/attributes`,
    oidc_issuer: origin,
    jwks_uri: `${origin}/jwks`,
  }
  return Object.assign(idp, { origin, endpoints })
}

async function read(incoming: IncomingMessage): Promise<SocialRequest> {
  const [path = '', query = ''] = incoming.url!.split('?')
  let body = ''
  for await (const chunk of incoming) body += chunk
  return {
    ...{ method: incoming.method!, path, query },
    ...{ authorization: incoming.headers.authorization, userAgent: incoming.headers['user-agent'] },
    parameters: Object.fromEntries(new URLSearchParams(body || query)),
  }
}

/** A page that posts its form by itself, or by its button. */
export function postingPage(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value.replaceAll('"', '&quot;')}">`,
  )
  return `<!doctype html><form method="post" action="${action}">${inputs.join('')}<button>Continue</button></form>
    <script>document.forms[0].submit()</script>`
}

/** The form of such a page: where it goes, and with what. */
export function formIn(html: string): { action: string; fields: Record<string, string> } {
  const [, action = ''] = /action="([^"]*)"/.exec(html) ?? []
  const inputs = [...html.matchAll(/name="([^"]*)" value="([^"]*)"/g)]
  return {
    action,
    fields: Object.fromEntries(inputs.map(([, name, value]) => [name, value!.replaceAll('&quot;', '"')])),
  }
}
