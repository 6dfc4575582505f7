import { X509Certificate } from 'node:crypto'
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

/** A SAML provider with just enough metadata. */
export const saml = {
  ProviderName: 'Acme',
  ProviderType: 'SAML',
  ProviderDetails: {
    MetadataFile: `<md:EntityDescriptor><md:IDPSSODescriptor><md:SingleSignOnService
      Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://login.example.com/in"/>
      </md:IDPSSODescriptor></md:EntityDescriptor>`,
  },
} as const satisfies Provider

/** What is said about a provider that is not there. */
export const noSuchProvider = refusal('ResourceNotFoundException', 'Identity provider Nobody does not exist.')

/** The certificate in the details of a SAML provider. */
export function certificateIn(details: Readonly<Record<string, string>>): X509Certificate {
  return new X509Certificate(Buffer.from(details['ActiveEncryptionCertificate']!, 'base64'))
}
