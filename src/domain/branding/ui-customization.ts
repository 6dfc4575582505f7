import { and, eq, inArray } from 'drizzle-orm'
import { ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type { UICustomizationType } from '../../api/generated/types.ts'
import { versionStamp } from '../../base/aws-date.ts'
import type { Context } from '../../context.ts'
import { type UiCustomization, uiCustomizations } from '../../store/schema/branding.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { domainUrlOf } from '../pools/domains.ts'
import { requireAllowedClasses } from './css.ts'

/** Stands for all clients that have no look of their own. Documented: SetUICustomization API page. */
export const allClients = 'ALL'

/** The look of a client, else that of the pool, else undefined. */
export function findCustomization(
  { tx }: Pick<Context, 'tx'>,
  pool: Pick<Pool, 'id'>,
  clientId: string,
): UiCustomization | undefined {
  const { poolId, clientId: of } = uiCustomizations
  const both = tx
    .select()
    .from(uiCustomizations)
    .where(and(eq(poolId, pool.id), inArray(of, [clientId, allClients])))
    .all()
  return both.find((customization) => customization.clientId === clientId) ?? both[0]
}

/** Sets the look of a client or, with ALL, of the pool. Inferred: what is not given is gone. */
export function setCustomization(
  ctx: Context,
  pool: Pool,
  clientId: string,
  look: { css: string | undefined; image: Uint8Array | undefined },
): UiCustomization {
  // Observed: deployments of 2026.
  const domain = domainUrlOf(ctx, pool)
  ensure(domain, invalid('A domain must be associated with this user pool.'))
  if (look.css) requireAllowedClasses(look.css)
  const now = ctx.clock.now()
  const before = findCustomization(ctx, pool, clientId)
  const customization: UiCustomization = {
    poolId: pool.id,
    clientId,
    css: look.css || null,
    image: look.image?.length ? Buffer.from(look.image) : null,
    version: versionStamp(now),
    createdAt: before?.clientId === clientId ? before.createdAt : now,
    modifiedAt: now,
  }
  const { poolId, clientId: of } = uiCustomizations
  ctx.tx
    .delete(uiCustomizations)
    .where(and(eq(poolId, pool.id), eq(of, clientId)))
    .run()
  // Documented: SetUICustomization API page; without CSS and image it returns to what is inherited.
  if (customization.css || customization.image) ctx.tx.insert(uiCustomizations).values(customization).run()
  return customization
}

/** A look as both operations show it. Observed: CLI samples, the form of the version and of the image's address. */
export function toUICustomizationType(ctx: Context, pool: Pool, look: UiCustomization): UICustomizationType {
  return {
    UserPoolId: look.poolId,
    ClientId: look.clientId,
    ImageUrl: look.image ? `${domainUrlOf(ctx, pool) ?? ctx.baseUrl()}${imagePath(look)}` : undefined,
    CSS: look.css ?? undefined,
    CSSVersion: look.version,
    LastModifiedDate: new Date(look.modifiedAt),
    CreationDate: new Date(look.createdAt),
  }
}

/** Where the image of a look is, on the pool's domain. */
export function imagePath(look: Pick<UiCustomization, 'poolId' | 'clientId' | 'version'>): string {
  return `/${look.poolId}/${look.clientId}/${look.version}/assets/images/image.jpg`
}
