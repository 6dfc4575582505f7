import type { FlowContext } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import { ask, objectIn } from './ask.ts'
import { expectThat } from './federation-error.ts'

/** Where an OAuth or OpenID Connect provider answers. */
export interface Endpoints {
  readonly authorize: string
  readonly token: string
  /** Absent where claims come with the ID token only. */
  readonly attributes: string | undefined
  /** Absent for providers without ID tokens. */
  readonly keys: string | undefined
  /** What its ID tokens say in `iss`; absent for providers without. */
  readonly issuer: string | undefined
}

/** Where the browser goes to sign in; the provider is asked only where its details do not say. */
export async function authorizeUrl(ctx: FlowContext, provider: IdentityProvider): Promise<string> {
  return provider.details['authorize_url'] || (await endpointsOf(ctx, provider)).authorize
}

/** The endpoints of a provider: what its details name, else what it publishes itself. */
export async function endpointsOf(ctx: FlowContext, { details }: IdentityProvider): Promise<Endpoints> {
  const { authorize_url, token_url, attributes_url, jwks_uri, oidc_issuer } = details
  if (authorize_url && token_url && (jwks_uri || !oidc_issuer)) {
    return {
      authorize: authorize_url,
      token: token_url,
      attributes: attributes_url,
      keys: jwks_uri,
      issuer: oidc_issuer,
    }
  }
  const published = await discover(ctx, oidc_issuer ?? '')
  const text = (name: string) => (typeof published[name] === 'string' ? published[name] : undefined)
  const authorize = authorize_url ?? text('authorization_endpoint')
  const token = token_url ?? text('token_endpoint')
  expectThat(authorize && token, `${oidc_issuer} does not publish its endpoints`)
  return {
    authorize,
    token,
    attributes: attributes_url ?? text('userinfo_endpoint'),
    keys: jwks_uri ?? text('jwks_uri'),
    issuer: text('issuer') ?? oidc_issuer,
  }
}

/** Documented: OIDC provider pages of the developer guide. Inferred: the sentences. */
async function discover(ctx: FlowContext, issuer: string): Promise<Record<string, unknown>> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const said = await ask(ctx, 'IdP discovery endpoint', url)
  const published = said.status === 200 ? objectIn(said) : undefined
  expectThat(published, `${issuer} has no discovery document`)
  // Documented: OpenID Connect Discovery 4.3; it must be the issuer that was asked.
  expectThat(published['issuer'] === issuer.replace(/\/$/, '') || published['issuer'] === issuer, 'Bad issuer')
  return published
}
