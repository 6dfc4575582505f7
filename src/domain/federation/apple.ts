import { createPrivateKey, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { systemClock } from '../../base/clock.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import { expectThat } from './federation-error.ts'

/** How long a client secret is good for, in seconds. Inferred; Apple allows six months. */
const life = 300

/**
 * The client secret for Apple: a token that the pool signs. Documented: Apple's page on creating a client secret. Ours: by
 * the machine's clock, as Apple reads it by the real time while the emulator's is moved.
 */
export async function appleSecret({ details, name }: IdentityProvider): Promise<string> {
  const {
    client_id = '',
    team_id = '',
    key_id = '',
    private_key = '',
    oidc_issuer = 'https://appleid.apple.com',
  } = details
  const key = signingKey(private_key)
  // Inferred: it shows at the first sign-in, and the sentence.
  expectThat(key, `${name} Error - private_key is not the private key of an ES256 pair`)
  const now = Math.floor(systemClock.now() / 1000)
  return new SignJWT({ iss: team_id, iat: now, exp: now + life, aud: oidc_issuer, sub: client_id })
    .setProtectedHeader({ alg: 'ES256', kid: key_id })
    .sign(key)
}

/** Whether the answer comes as a form. Documented: Apple's page on incorporating its web sign-in; where scopes are asked for. */
export function wantsForm({ type, details }: IdentityProvider): boolean {
  return type === 'SignInWithApple' && /\b(?:name|email)\b/.test(details['authorize_scopes'] ?? '')
}

/**
 * The name in what Apple sends with somebody's first sign-in. Documented: Apple's page on its web sign-in, the form;
 * CDK's ProviderAttribute, the claims. Inferred: how `name` is put together. Nobody signed it, so it says nothing else.
 */
export function appleName(user: string | undefined): Record<string, string> {
  const { firstName, lastName } = nameIn(user ?? '')
  const whole = [firstName, lastName].filter(isText).join(' ')
  return {
    ...(whole !== '' && { name: whole }),
    ...(isText(firstName) && { firstName }),
    ...(isText(lastName) && { lastName }),
  }
}

function nameIn(user: string): { firstName?: unknown; lastName?: unknown } {
  try {
    return (JSON.parse(user) as { name?: object } | null)?.name ?? {}
  } catch {
    return {}
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Apple's file as it is, or what stands between its first and last line. */
function signingKey(text: string): KeyObject | undefined {
  const content = text.replaceAll(/\\n|-----[A-Z ]+-----|\s/g, '')
  try {
    const key = createPrivateKey({ key: Buffer.from(content, 'base64'), format: 'der', type: 'pkcs8' })
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined
  } catch {
    return undefined
  }
}
