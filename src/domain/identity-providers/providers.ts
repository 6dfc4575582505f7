import { and, asc, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import type { IdentityProviderType, ProviderDescription } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type IdentityProvider, identityProviders } from '../../store/schema/identity-providers.ts'
import type { EncryptionUse, Pool } from '../../store/schema/pools.ts'
import type { Page } from '../pools/page-tokens.ts'
import { readRows } from '../pools/table-pages.ts'

/** The pool's provider of that name, or undefined. */
export function findProvider({ tx }: Pick<Context, 'tx'>, poolId: string, name: string): IdentityProvider | undefined {
  return tx.select().from(identityProviders).where(sameProvider({ poolId, name })).get()
}

/** The pool's provider of that name, or ResourceNotFoundException. Inferred: the text. */
export function getProvider(ctx: Pick<Context, 'tx'>, pool: Pool, name: string): IdentityProvider {
  const provider = findProvider(ctx, pool.id, name)
  ensure(provider, () => new ApiError('ResourceNotFoundException', `Identity provider ${name} does not exist.`))
  return provider
}

/** The pool's provider that an IdP identifier (an e-mail domain, say) stands for, or ResourceNotFoundException. */
export function getProviderByIdentifier(ctx: Pick<Context, 'tx'>, pool: Pool, identifier: string): IdentityProvider {
  const provider = findProviderByIdentifier(ctx, pool.id, identifier)
  // Inferred: the text.
  ensure(provider, () => new ApiError('ResourceNotFoundException', `Identity provider ${identifier} does not exist.`))
  return provider
}

/** The pool's provider that an IdP identifier stands for, or undefined. */
export function findProviderByIdentifier(
  ctx: Pick<Context, 'tx'>,
  poolId: string,
  identifier: string,
): IdentityProvider | undefined {
  return providersOf(ctx, poolId).find(({ identifiers }) => identifiers.includes(identifier))
}

/** All providers of a pool, by name. */
export function providersOf({ tx }: Pick<Context, 'tx'>, poolId: string): IdentityProvider[] {
  const { poolId: ofPool, name } = identityProviders
  return tx.select().from(identityProviders).where(eq(ofPool, poolId)).orderBy(asc(name)).all()
}

/** One page of a pool's providers, by name. */
export function listProviders(
  ctx: Context,
  pool: Pool,
  request: { limit: number; token: string | undefined },
): Page<IdentityProvider> {
  const list = { operation: 'ListIdentityProviders', parameters: { poolId: pool.id }, ...request }
  return readRows(ctx, list, identityProviders, { of: eq(identityProviders.poolId, pool.id), by: ['name'] })
}

/** A provider as the operations about one provider show it, secrets included. Observed: CLI samples. */
export function toIdentityProviderType(provider: IdentityProvider): IdentityProviderType {
  return {
    UserPoolId: provider.poolId,
    ProviderName: provider.name,
    ProviderType: provider.type,
    ProviderDetails: provider.details,
    AttributeMapping: provider.attributeMapping,
    IdpIdentifiers: provider.identifiers,
    AcrMapping: provider.acrMapping ?? undefined,
    LastModifiedDate: new Date(provider.modifiedAt),
    CreationDate: new Date(provider.createdAt),
  }
}

/** A provider as an entry of ListIdentityProviders. Observed: CLI sample. */
export function toProviderDescription(provider: IdentityProvider): ProviderDescription {
  return {
    ProviderName: provider.name,
    ProviderType: provider.type,
    LastModifiedDate: new Date(provider.modifiedAt),
    CreationDate: new Date(provider.createdAt),
  }
}

/** The condition that picks one provider. */
export function sameProvider({ poolId, name }: Pick<IdentityProvider, 'poolId' | 'name'>) {
  return and(eq(identityProviders.poolId, poolId), eq(identityProviders.name, name))
}

/** What the pool keeps the pair for, for which a SAML provider encrypts. */
export function encryptionUse({ name }: Pick<IdentityProvider, 'name'>): EncryptionUse {
  return `saml:${name}`
}
