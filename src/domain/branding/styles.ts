import { and, count, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import { invalidParameter as invalid } from '../../api/faults.ts'
import type {
  AssetType,
  CreateManagedLoginBrandingRequest,
  Document,
  ManagedLoginBrandingType,
  UpdateManagedLoginBrandingRequest,
} from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type ManagedLoginBranding, managedLoginBrandings, type StoredAsset } from '../../store/schema/branding.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { defaultStyle } from './default-style.ts'

// Documented: quotas page, styles of a pool, and CreateManagedLoginBranding API page, bytes of a request.
const stylesAtMost = 20
const bytesAtMost = 2_000_000

/** The pool's style of that id, or ResourceNotFoundException. Inferred: the text. */
export function getStyle({ tx }: Pick<Context, 'tx'>, pool: Pool, id: string): ManagedLoginBranding {
  const { poolId, id: styleId } = managedLoginBrandings
  const wanted = and(eq(poolId, pool.id), eq(styleId, id))
  const style = tx.select().from(managedLoginBrandings).where(wanted).get()
  ensure(style, () => new ApiError('ResourceNotFoundException', `Managed login branding ${id} does not exist.`))
  return style
}

/** The client's style, or undefined. Documented: managed login has no pages for a client without one. */
export function findStyleOf({ tx }: Pick<Context, 'tx'>, client: Pick<Client, 'id'>): ManagedLoginBranding | undefined {
  return tx.select().from(managedLoginBrandings).where(eq(managedLoginBrandings.clientId, client.id)).get()
}

/** Gives a client its style. Inferred: the order of the checks. */
export function createStyle(
  ctx: Context,
  client: Client,
  request: CreateManagedLoginBrandingRequest,
): ManagedLoginBranding {
  const { UseCognitoProvidedValues: provided = false, Settings: settings, Assets: assets } = request
  // Observed: deployments of 2026.
  ensure(
    provided !== (settings !== undefined),
    invalid('useCognitoProvidedValues or settings should be specified (but not both)'),
  )
  // Documented: type of the error. Inferred: the text.
  const exists = () =>
    new ApiError('ManagedLoginBrandingExistsException', 'Managed login branding already exists for the client.')
  ensure(!findStyleOf(ctx, client), exists)
  const ofPool = eq(managedLoginBrandings.poolId, client.poolId)
  const present = ctx.tx.select({ count: count() }).from(managedLoginBrandings).where(ofPool).get()!.count
  // Documented: quotas page. Inferred: the text.
  const tooMany = () => new ApiError('LimitExceededException', 'Managed login branding limit exceeded.')
  ensure(present < stylesAtMost, tooMany)
  const now = ctx.clock.now()
  const style: ManagedLoginBranding = {
    id: ctx.ids.uuid(),
    poolId: client.poolId,
    clientId: client.id,
    useCognitoProvidedValues: provided,
    settings: settings ?? null,
    assets: stored(ctx, assets ?? []),
    createdAt: now,
    modifiedAt: now,
  }
  requireSize(style)
  ctx.tx.insert(managedLoginBrandings).values(style).run()
  return style
}

/** Changes a style. Documented: settings that are not sent stay. Inferred: at any depth; assets are replaced as a whole. */
export function updateStyle(
  ctx: Context,
  style: ManagedLoginBranding,
  request: UpdateManagedLoginBrandingRequest,
): ManagedLoginBranding {
  const { UseCognitoProvidedValues: provided, Settings: settings, Assets: assets } = request
  // Observed: deployments of 2026.
  ensure(
    !(provided === true && settings !== undefined),
    invalid('useCognitoProvidedValues or settings should be specified (but not both)'),
  )
  const useCognitoProvidedValues = provided ?? (settings === undefined && style.useCognitoProvidedValues)
  const changed: ManagedLoginBranding = {
    ...style,
    useCognitoProvidedValues,
    settings: useCognitoProvidedValues
      ? null
      : settings === undefined
        ? style.settings
        : merged(style.settings, settings),
    assets: assets ? stored(ctx, assets) : style.assets,
    modifiedAt: ctx.clock.now(),
  }
  requireSize(changed)
  ctx.tx.update(managedLoginBrandings).set(changed).where(eq(managedLoginBrandings.id, style.id)).run()
  return changed
}

/** Deletes a style; managed login has no pages for its client from then on. */
export function deleteStyle({ tx }: Pick<Context, 'tx'>, style: ManagedLoginBranding): void {
  tx.delete(managedLoginBrandings).where(eq(managedLoginBrandings.id, style.id)).run()
}

/** A style as every operation shows it; `whole` fills in what it leaves to the defaults. */
export function toBrandingType(style: ManagedLoginBranding, whole = false): ManagedLoginBrandingType {
  return {
    ManagedLoginBrandingId: style.id,
    UserPoolId: style.poolId,
    UseCognitoProvidedValues: style.useCognitoProvidedValues,
    Settings: whole ? merged(defaultStyle, style.settings ?? {}) : (style.settings ?? undefined),
    Assets: style.assets.map(({ Bytes, ...asset }) => ({
      ...asset,
      Bytes: Bytes === undefined ? undefined : Buffer.from(Bytes, 'base64'),
    })),
    CreationDate: new Date(style.createdAt),
    LastModifiedDate: new Date(style.modifiedAt),
  }
}

function stored(ctx: Context, assets: readonly AssetType[]): StoredAsset[] {
  const wrong = assets.filter(({ Category, Extension }) => Extension === 'ICO' && Category !== 'FAVICON_ICO')
  const errors = wrong.map(
    ({ Category, Extension, ColorMode }) =>
      `{category: ${Category}, extension: ${Extension}, colorMode: ${ColorMode}, errorMessage: Invalid extension}`,
  )
  // Observed: deployments of 2026, up to "errorMessage:". Inferred: how the sentence ends.
  ensure(wrong.length === 0, invalid(`Invalid assets provided. Validation errors: [${errors.join(', ')}]`))
  return assets.map(({ Bytes, ResourceId, ...asset }) => ({
    ...asset,
    // Inferred: the service names an asset that comes without a name.
    ResourceId: ResourceId ?? ctx.ids.uuid(),
    Bytes: Bytes && Buffer.from(Bytes).toString('base64'),
  }))
}

/** Documented: CreateManagedLoginBranding API page, 2 MB. Inferred: type and text of the refusal. */
function requireSize({ settings, assets }: ManagedLoginBranding): void {
  const bytes =
    JSON.stringify(settings).length + assets.reduce((sum, { Bytes = '' }) => sum + (Bytes.length * 3) / 4, 0)
  ensure(bytes <= bytesAtMost, invalid('The size of the request exceeds 2 MB.'))
}

/** `changes` laid over `base`: objects member by member, everything else as a whole. */
function merged(base: Document, changes: Document): Document {
  if (!isObject(base) || !isObject(changes)) return changes
  const entries = Object.entries(changes).map(([name, value]) => [name, merged(base[name], value)])
  return { ...base, ...Object.fromEntries(entries) }
}

function isObject(value: Document): value is Record<string, Document> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
