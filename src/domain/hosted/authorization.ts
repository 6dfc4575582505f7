import type { Client } from '../../store/schema/clients.ts'
import type { HostedFacts, SsoSession } from '../../store/schema/oauth.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'

/** What a client asked the hosted pages for, once it is known to be allowed. */
export interface Authorization {
  readonly pool: Pool
  readonly client: Client
  readonly responseType: 'code' | 'token'
  /** One of the client's callback URLs. */
  readonly redirectUri: string
  /** Space separated; active scopes of the client. */
  readonly scope: string
  readonly state: string | undefined
  readonly nonce: string | undefined
  /** Base64url of a SHA-256. */
  readonly codeChallenge: string | undefined
  /** RFC 8707: the audience of the access token. */
  readonly resource: string | undefined
}

/** Who signed in, when and how. */
export interface SignedIn {
  readonly user: User
  readonly eventId: string
  /** Seconds since 1970. */
  readonly authTime: number
  readonly facts: HostedFacts
  /** The browser's session that the sign-in belongs to. */
  readonly session: Pick<SsoSession, 'id'> | undefined
}
