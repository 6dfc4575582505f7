import type { CreateIdentityProviderRequest } from '../../src/api/generated/types.ts'
import { refusal } from './refusals.ts'

type Provider = Omit<CreateIdentityProviderRequest, 'UserPoolId'>

/** Details that the service accepts for an OpenID Connect provider. */
export const oidcDetails = {
  client_id: 'shop',
  client_secret: 'secret-of-the-shop',
  authorize_scopes: 'openid email',
  oidc_issuer: 'https://login.example.com',
  attributes_request_method: 'GET',
}

export const oidc: Provider = { ProviderName: 'Corporate', ProviderType: 'OIDC', ProviderDetails: oidcDetails }

export const google: Provider = {
  ProviderName: 'Google',
  ProviderType: 'Google',
  ProviderDetails: { client_id: 'shop', client_secret: 'secret-of-the-shop', authorize_scopes: 'email' },
}

/** What is said about a provider that is not there. */
export const noSuchProvider = refusal('ResourceNotFoundException', 'Identity provider Nobody does not exist.')
