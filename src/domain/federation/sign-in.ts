import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { listsAttribute } from '../clients/attributes.ts'
import { findGroup } from '../groups/groups.ts'
import { addMember } from '../groups/members.ts'
import { postAuthentication, preAuthentication } from '../triggers/authentication.ts'
import { inboundFederation } from '../triggers/inbound-federation.ts'
import { postConfirmation } from '../triggers/post-confirmation.ts'
import { preSignUp } from '../triggers/pre-sign-up.ts'
import { writeAttributes } from '../users/attributes.ts'
import { missingAttributes, requireConforming } from '../users/conformity.ts'
import { insertUser } from '../users/create.ts'
import { addIdentity, findByIdentity, type Identity, subjectAttribute } from '../users/identities.ts'
import { attributesOf, findUser, findUserById } from '../users/users.ts'
import { type ExternalUser, mappedAttributes, subjectOf, withFlags } from './claims.ts'
import { expectThat } from './federation-error.ts'

/** Where somebody from an identity provider signs in. */
export interface Arrival {
  readonly pool: Pool
  readonly client: Client
  readonly external: ExternalUser
}

/**
 * Signs somebody in whom an identity provider vouches for, and makes the user where there is none yet. Documented: working
 * with Lambda triggers page; the functions of a first sign-in, and those of every later one. Threat protection does not look.
 */
export async function signInExternal(ctx: FlowContext, { pool, client, external }: Arrival): Promise<User> {
  const { provider } = external
  const subject = subjectOf(external)
  // Observed: TimothyJones/github-cognito-openid-wrapper#46.
  expectThat(subject, 'username attribute mapping required')
  const username = `${provider.name}_${subject}`
  const kept = await inboundFederation(ctx, pool, {
    userName: username,
    clientId: client.id,
    providerName: provider.name,
    providerType: provider.type,
    attributes: external.raw,
  })
  const attributes = withFlags(mappedAttributes(provider, kept ?? external.claims))
  requireWritable(client, attributes.keys())
  const arrival = { pool, client, external, subject, username, attributes }
  const known = ctx.transact((inside) => findKnown(inside, arrival) ?? null)
  return known ? signInAgain(ctx, arrival, known) : signInFirst(ctx, arrival)
}

interface Arriving extends Arrival {
  readonly subject: string
  /** `<Provider>_<subject>`. */
  readonly username: string
  readonly attributes: ReadonlyMap<string, string>
}

/** Documented: linking page. Accounts are linked by the provider's own identifier or by one of its claims. */
function findKnown(ctx: Context, { pool, external, subject }: Arriving): User | undefined {
  const { provider, claims } = external
  const direct = findByIdentity(ctx, pool, identity(provider.name, subjectAttribute, subject))
  if (direct) return direct
  for (const [name, value] of claims) {
    const linked = findByIdentity(ctx, pool, identity(provider.name, name, value))
    if (linked) return linked
  }
  return undefined
}

function identity(provider: string, attribute: string, value: string): Identity {
  return { provider, attribute, value }
}

async function signInFirst(ctx: FlowContext, arriving: Arriving): Promise<User> {
  const { pool, client, username, attributes } = arriving
  requireComplete(arriving)
  const decision = await preSignUp(ctx, pool, {
    source: 'ExternalProvider',
    userName: username,
    attributes,
    clientId: client.id,
  })
  const verified = [
    ...(decision.autoVerifyEmail ? [['email_verified', 'true'] as const] : []),
    ...(decision.autoVerifyPhone ? [['phone_number_verified', 'true'] as const] : []),
  ]
  const user = ctx.transact((inside) =>
    register(inside, { ...arriving, attributes: new Map([...attributes, ...verified]) }),
  )
  await postConfirmation(ctx, pool, { source: 'ConfirmSignUp', user, clientId: client.id })
  return user
}

function register(ctx: Context, arriving: Arriving): User {
  const { pool, external, subject, username, attributes } = arriving
  // Observed: public reports, of functions that link the account while it signs up.
  const taken = findKnown(ctx, arriving) ?? findUser(ctx, pool, username)
  expectThat(!taken, `Already found an entry for username ${username}`)
  requireComplete(arriving)
  const user = insertUser(ctx, pool, { username, status: 'EXTERNAL_PROVIDER', attributes })
  addIdentity(ctx, pool, user, identity(external.provider.name, subjectAttribute, subject), true)
  // Observed: terraform-provider-aws#21985. The group is there unless somebody deleted it.
  const group = findGroup(ctx, pool, `${pool.id}_${external.provider.name}`)
  if (group) addMember(ctx, group, user)
  return findUserById(ctx, user.id)!
}

async function signInAgain(ctx: FlowContext, arriving: Arriving, user: User): Promise<User> {
  const { pool, client, username } = arriving
  // Documented: users page of the developer guide.
  expectThat(user.enabled, 'User is not enabled')
  await preAuthentication(ctx, pool, { client, username, user })
  const updated = ctx.transact((inside) => {
    const now = findUserById(inside, user.id)
    ensure(now, faults.userDoesNotExist)
    expectThat(now.enabled, 'User is not enabled')
    refresh(inside, arriving, now)
    return findUserById(inside, user.id)!
  })
  await postAuthentication(ctx, pool, { client, user: updated, newDeviceUsed: false })
  return updated
}

/** Documented: attribute mapping page. At every sign-in; attributes that are not mapped stay. */
function refresh(ctx: Context, { pool, attributes }: Arriving, user: User): void {
  // Observed: amplify-js#3526; accelerated-intelligent-document-processing-on-aws#835, an experiment: the value of what cannot
  // change may not even be the same.
  requireConforming(pool, attributes, { update: true })
  const present = attributesOf(ctx, user)
  const changes = new Map([...attributes].filter(([name, value]) => present.get(name) !== value))
  if (changes.size > 0) writeAttributes(ctx, pool, user, changes)
}

function requireComplete({ pool, attributes }: Arriving): void {
  const missing = missingAttributes(pool, attributes)
  // Observed: public reports of redirects.
  expectThat(missing.length === 0, `attributes required: [${missing.join(', ')}]`)
  requireConforming(pool, attributes, { federated: true })
}

// Documented: attribute mapping page; mapped attributes must be writable. Inferred: the flags of verification are exempt.
function requireWritable({ settings }: Client, names: Iterable<string>): void {
  const allowed = settings.WriteAttributes
  if (!allowed) return
  for (const name of names) {
    const free = listsAttribute(allowed, name) || name.endsWith('_verified')
    expectThat(free, `user.${name}: Attribute cannot be written by the client.`)
  }
}
