import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { onTestFinished } from 'vitest'

/** An OpenID Connect provider that a test can make say anything. It has no pages: whoever comes is let in. */
export interface Idp {
  readonly issuer: string
  /** The requests to its token and userinfo endpoints: header `authorization` and form. */
  readonly requests: { path: string; authorization: string | undefined; form: Record<string, string> }[]
  /** What differs from a provider that is right. */
  wrong: {
    claims?: Record<string, unknown>
    header?: Record<string, unknown>
    otherKey?: boolean
    unsigned?: boolean
    userInfo?: Record<string, unknown>
    status?: Partial<Record<'token' | 'userinfo' | 'jwks' | 'discovery', number>>
    issuer?: string
    date?: Date
    idToken?: string
  }
}

export const idpClient = { client_id: 'shop-at-idp', client_secret: 'secret-at-idp' }

/** Starts it for the time of one test, under `localhost` or a name below it. */
export async function startIdp(name = 'localhost'): Promise<Idp> {
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  let nonce = ''
  const idp: Idp = { issuer: '', requests: [], wrong: {} }
  const answers: Record<string, (form: Record<string, string>) => unknown> = {
    discovery: () => ({
      issuer: idp.wrong.issuer ?? idp.issuer,
      authorization_endpoint: `${idp.issuer}/authorize`,
      token_endpoint: `${idp.issuer}/token`,
      userinfo_endpoint: `${idp.issuer}/userinfo`,
      jwks_uri: `${idp.issuer}/jwks`,
    }),
    jwks: () => ({ keys: [jwk] }),
    token: async () => ({ access_token: 'at', token_type: 'Bearer', id_token: await idToken() }),
    userinfo: () => ({ sub: 'u1', email: 'ann@idp.example', email_verified: true, ...idp.wrong.userInfo }),
  }
  const idToken = async () => {
    if (idp.wrong.idToken !== undefined) return idp.wrong.idToken
    const now = Math.floor((idp.wrong.date?.getTime() ?? Date.now()) / 1000)
    const claims = { iss: idp.issuer, aud: idpClient.client_id, sub: 'u1', nonce, iat: now, exp: now + 300 }
    const token = new SignJWT({ ...claims, ...idp.wrong.claims })
    const header = { alg: 'RS256', kid: 'k1', ...idp.wrong.header }
    const signed = await token.setProtectedHeader(header).sign(idp.wrong.otherKey ? other.privateKey : own.privateKey)
    if (!idp.wrong.unsigned) return signed
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    return `${none}.${signed.split('.')[1]}.`
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, idp.issuer)
    const path = url.pathname.includes('openid-configuration') ? 'discovery' : url.pathname.slice(1)
    if (idp.wrong.date) response.setHeader('date', idp.wrong.date.toUTCString())
    if (path === 'authorize') {
      nonce = url.searchParams.get('nonce') ?? ''
      const query = new URLSearchParams({ code: 'c1', state: url.searchParams.get('state') ?? '' })
      response.writeHead(302, { location: `${url.searchParams.get('redirect_uri')}?${query}` }).end()
      return
    }
    let body = ''
    for await (const chunk of request) body += chunk
    const form = Object.fromEntries(new URLSearchParams(body || url.search))
    idp.requests.push({ path, authorization: request.headers.authorization, form })
    response.statusCode = idp.wrong.status?.[path as 'token'] ?? 200
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify((await answers[path]?.(form)) ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(idp, { issuer: `http://${name}:${port}` })
}
