import { and, asc, eq } from 'drizzle-orm'
import { ApiError, ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { ProviderUserIdentifierType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { type User, type UserIdentity, userIdentities } from '../../store/schema/users.ts'
import { findProvider, getProvider } from '../identity-providers/providers.ts'
import { attributeDefinition } from '../pools/schema.ts'
import { removeAttribute, storeAttributes } from './attributes.ts'
import { attributesOf, findUser, findUserById, updateUser } from './users.ts'

/** The provider name that stands for the pool itself. Documented: AdminLinkProviderForUser API page. */
export const localProvider = 'Cognito'
/** The attribute name that stands for a provider's own identifier of a person. */
export const subjectAttribute = 'Cognito_Subject'

// Documented: quotas page of the developer guide.
const linksAtMost = 5
// Documented: AdminLinkProviderForUser API page. Their people are known by the subject only.
const socialProviders: ReadonlySet<string> = new Set(['Facebook', 'Google', 'LoginWithAmazon', 'SignInWithApple'])

/** Whom a request means by a provider and a value. */
export interface Identity {
  readonly provider: string
  readonly attribute: string
  readonly value: string
}

/** Reads an identity; a member that is missing is refused. Inferred: the text. */
export function readIdentity(given: ProviderUserIdentifierType, name: string): Identity {
  const { ProviderName, ProviderAttributeName, ProviderAttributeValue } = given
  ensure(
    ProviderName && ProviderAttributeValue,
    faults.invalidParameter(`Invalid ${name}: a provider and a value are needed.`),
  )
  return {
    provider: ProviderName,
    attribute: ProviderAttributeName ?? subjectAttribute,
    value: ProviderAttributeValue,
  }
}

/** The user whom an account at a provider signs in as, or undefined. */
export function findByIdentity(ctx: Pick<Context, 'tx'>, pool: Pool, identity: Identity): User | undefined {
  const row = ctx.tx.select().from(userIdentities).where(thisIdentity(pool, identity)).get()
  return row && findUserById(ctx, row.userId)
}

/** The accounts that sign in as this user, in the order in which they were added. */
export function identitiesOf({ tx }: Pick<Context, 'tx'>, user: User): UserIdentity[] {
  return tx
    .select()
    .from(userIdentities)
    .where(eq(userIdentities.userId, user.id))
    .orderBy(asc(userIdentities.createdAt))
    .all()
}

/** Lets an account at a provider that has never signed in do so as this user from now on. */
export function linkIdentity(ctx: Context, pool: Pool, user: User, identity: Identity): void {
  const { provider: name, attribute, value } = identity
  // Observed: boto3#4163 and others.
  const localSource =
    'Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser'
  ensure(name !== localProvider, faults.invalidParameter(localSource))
  const provider = getProvider(ctx, pool, name)
  // Documented: AdminLinkProviderForUser API page. Inferred: the text.
  const bySubject = attribute === subjectAttribute || !socialProviders.has(provider.type)
  ensure(bySubject, faults.invalidParameter(`Invalid SourceUser: ProviderAttributeName must be ${subjectAttribute}.`))
  requireFree(ctx, pool, user, identity)
  // Observed: aws-sdk-net#1000.
  const signedUp =
    'Merging is not currently supported, provide a SourceUser that has not been signed up in order to link'
  ensure(!findUser(ctx, pool, `${name}_${value}`), faults.invalidParameter(signedUp))
  requireMutable(ctx, pool, user)
  const linked = identitiesOf(ctx, user).filter(({ primary }) => !primary).length
  // Inferred: the text.
  const tooMany = () =>
    new ApiError('LimitExceededException', 'Maximum number of linked identities for the user exceeded.')
  ensure(linked < linksAtMost, tooMany)
  addIdentity(ctx, pool, user, identity, false)
}

/** Writes down that an account signs in as this user; `primary` when the user came into being by it. */
export function addIdentity(ctx: Context, pool: Pool, user: User, identity: Identity, primary: boolean): void {
  const createdAt = ctx.clock.now()
  ctx.tx
    .insert(userIdentities)
    .values({ ...identity, poolId: pool.id, userId: user.id, primary, createdAt })
    .run()
  describeIdentities(ctx, pool, user)
}

/** Ends that an account signs in as a user. A user who came into being by it can no longer sign in at all. */
export function unlinkIdentity(ctx: Context, pool: Pool, identity: Identity): void {
  const { tx } = ctx
  const row = tx.select().from(userIdentities).where(thisIdentity(pool, identity)).get()
  const user = row && findUserById(ctx, row.userId)
  ensure(user, faults.userDoesNotExist)
  // Documented: AdminDisableProviderForUser API page. Inferred: for a user of that provider it means the account itself.
  if (row.primary) updateUser(ctx, user, { enabled: false })
  else tx.delete(userIdentities).where(thisIdentity(pool, identity)).run()
  describeIdentities(ctx, pool, user)
}

function requireFree(ctx: Context, pool: Pool, user: User, identity: Identity): void {
  const holder = findByIdentity(ctx, pool, identity)
  // Inferred: quoted in public reports since the service improved its text in 2024.
  ensure(holder?.id !== user.id, faults.invalidParameter('SourceUser is already linked to DestinationUser'))
  // Documented: the operation declares the error. Inferred: when, and the text.
  const taken = () => new ApiError('AliasExistsException', 'SourceUser is already linked to another user')
  ensure(!holder, taken)
}

/** Documented: AdminLinkProviderForUser API page. Every sign-in writes attributes, so all of them must be mutable. */
function requireMutable(ctx: Context, pool: Pool, user: User): void {
  for (const name of attributesOf(ctx, user).keys()) {
    const mutable = name === 'sub' || attributeDefinition(pool, name)?.Mutable !== false
    // Inferred: the text.
    ensure(mutable, faults.invalidParameter(`Invalid DestinationUser: attribute ${name} is not mutable.`))
  }
}

/** Observed: CLI samples. The identities are an attribute of the user as well, as the text of a JSON list. */
function describeIdentities(ctx: Context, pool: Pool, user: User): void {
  const list = identitiesOf(ctx, user).map(({ provider, value, primary, createdAt }) => ({
    userId: value,
    providerName: provider,
    providerType: findProvider(ctx, pool.id, provider)?.type ?? provider,
    issuer: null,
    primary,
    dateCreated: createdAt,
  }))
  if (list.length === 0) removeAttribute(ctx, user, 'identities')
  else storeAttributes(ctx, user, new Map([['identities', JSON.stringify(list)]]))
  updateUser(ctx, user, {})
}

function thisIdentity(pool: Pool, { provider, attribute, value }: Identity) {
  return and(
    eq(userIdentities.poolId, pool.id),
    eq(userIdentities.provider, provider),
    eq(userIdentities.attribute, attribute),
    eq(userIdentities.value, value),
  )
}
