import type { IdentityProviderType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { IdentityProvider } from '../../store/schema/identity-providers.ts'
import { toIdentityProviderType } from '../identity-providers/providers.ts'
import { encryptionCertificate } from '../tokens/certificate.ts'

/**
 * A provider as the operations about one provider show it. Documented: CreateIdentityProvider API page, the certificate of
 * SAML providers. Observed: public Terraform files of 2024 and 2025; they have it whether or not they encrypt.
 */
export function describeProvider(ctx: Context, provider: IdentityProvider): IdentityProviderType {
  const shown = toIdentityProviderType(provider)
  if (provider.type !== 'SAML') return shown
  const ActiveEncryptionCertificate = encryptionCertificate(ctx, provider)
  return { ...shown, ProviderDetails: { ActiveEncryptionCertificate, ...shown.ProviderDetails } }
}
