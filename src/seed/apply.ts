import type { Context } from '../context.ts'
import { findGroup } from '../domain/groups/groups.ts'
import { findPool } from '../domain/pools/pools.ts'
import { passwordDigest } from '../domain/risk/compromised/compromised.ts'
import { countryCode, countryName } from '../domain/risk/context/countries.ts'
import { networksChanged } from '../domain/risk/places.ts'
import type { OperationTable } from '../kernel/perform.ts'
import { compromisedPasswords, networks } from '../store/schema/events.ts'
import { expectedEvents, type HistoryClient, type ToldEvent, toldEvents } from './history.ts'
import { createPlaces, type Places } from './places.ts'
import { type Run, runner } from './run.ts'
import type { Seed, SeedClient, SeedPool } from './schema.ts'
import { type SeedPath, SeedProblem } from './seed-error.ts'
import { applyUser, repeated } from './users.ts'
import { learnTogether, relive } from './write-history.ts'

/** How much a seed made. */
export interface SeedCounts {
  readonly pools: number
  readonly users: number
  readonly events: number
}

/** Makes everything that a seed describes, by the operations of the API and the same functions that they use. */
export function applySeed(ctx: Context, operations: OperationTable, seed: Seed, progress: Progress): SeedCounts {
  const run = runner(ctx, operations)
  applyNetworks(ctx, seed.networks)
  applyCompromised(ctx, '', seed)
  const places = createPlaces(seed.networks)
  const counts = { pools: 0, users: 0, events: 0 }
  const all = seed.pools.flatMap(({ users }) => users).reduce((sum, { repeat = 1 }) => sum + repeat, 0)
  const userMade = () => progress(++counts.users, all)
  for (const [index, pool] of seed.pools.entries()) {
    const made = applyPool({ ctx, run, places, userMade }, pool, ['pools', index])
    counts.pools += 1
    counts.events += made.events
  }
  return counts
}

/** Hears how many of all users have been made. */
export type Progress = (done: number, of: number) => void

interface Tools {
  readonly ctx: Context
  readonly run: Run
  readonly places: Places
  readonly userMade: () => void
}

function applyPool({ ctx, run, places, userMade }: Tools, pool: SeedPool, path: SeedPath): Pick<SeedCounts, 'events'> {
  const id = createPool({ ctx, run }, pool, path)
  const within = { UserPoolId: id }
  if (pool.mfa) run([...path, 'mfa'], 'SetUserPoolMfaConfig', { ...pool.mfa, ...within })
  if (pool.domain !== undefined) run([...path, 'domain'], 'CreateUserPoolDomain', { ...within, Domain: pool.domain })
  if (pool.riskConfiguration) {
    run([...path, 'riskConfiguration'], 'SetRiskConfiguration', { ...pool.riskConfiguration, ...within })
  }
  applyCompromised(ctx, id, pool)
  const call = (which: (input: Record<string, unknown>) => boolean) => {
    for (const [i, { operation, input, id: chosenId }] of pool.calls.entries()) {
      if (which(input)) run([...path, 'calls', i], operation, { ...within, ...input }, { uuid: chosenId })
    }
  }
  // Clients refer to resource servers and identity providers; what names a client needs it first.
  call((input) => !('ClientId' in input))
  const clients = pool.clients.map((client, i) => createClient(run, id, client, [...path, 'clients', i]))
  call((input) => 'ClientId' in input)
  // Identity providers have brought groups of their own.
  const present = new Set(
    pool.groups.map(({ name }) => name).filter((name) => findGroup(ctx, findPool(ctx, id)!, name)),
  )
  for (const [i, { name, description, precedence, roleArn }] of pool.groups.entries()) {
    const details = { GroupName: name, Description: description, Precedence: precedence, RoleArn: roleArn }
    run([...path, 'groups', i], present.has(name) ? 'UpdateGroup' : 'CreateGroup', { ...within, ...details })
  }
  const tools = { ctx, places, pool: findPool(ctx, id)!, clients }
  const isRated = expectedEvents(pool.users) <= ratedAtMost
  const told: ToldEvent[] = []
  let events = 0
  for (const [i, described] of pool.users.entries()) {
    const userPath = [...path, 'users', i]
    for (const user of repeated(described)) {
      const made = applyUser({ ctx, run }, tools.pool, user, userPath)
      const history = toldEvents(tools, made, user.history, [...userPath, 'history'])
      events += history.length
      if (isRated) told.push(...history)
      else learnTogether(tools, made, history)
      userMade()
    }
  }
  relive(tools, told)
  return { events }
}

/** Histories of a pool with more events than this are learnt in bulk: rating an event takes four times as long. */
const ratedAtMost = 5000

function createPool({ ctx, run }: Pick<Tools, 'ctx' | 'run'>, pool: SeedPool, path: SeedPath): string {
  const { id, name, tier, threatProtection, settings = {} } = pool
  if (id !== undefined && findPool(ctx, id)) {
    throw new SeedProblem(
      [...path, 'id'],
      `This database has a pool ${id} already. A seed that was changed needs a new one: --memory, another --data folder, or "cognito-plus reset --empty" while it runs.`,
    )
  }
  const addOns = threatProtection && { AdvancedSecurityMode: threatProtection }
  const protectedTier = threatProtection === undefined || threatProtection === 'OFF' ? undefined : 'PLUS'
  const input = {
    ...settings,
    PoolName: name,
    UserPoolTier: tier ?? protectedTier,
    UserPoolAddOns: addOns ? { ...(settings['UserPoolAddOns'] as object), ...addOns } : settings['UserPoolAddOns'],
  }
  return run(path, 'CreateUserPool', input, { poolId: id }).UserPool!.Id!
}

function createClient(run: Run, poolId: string, client: SeedClient, path: SeedPath): HistoryClient {
  const { id, name, secret = false, settings } = client
  const input = { ...settings, UserPoolId: poolId, ClientName: name, GenerateSecret: secret !== false }
  const chosen = { clientId: id, clientSecret: typeof secret === 'string' ? secret : undefined }
  const clientId = run(path, 'CreateUserPoolClient', input, chosen).UserPoolClient!.ClientId!
  if (client.riskConfiguration) {
    const own = { ...client.riskConfiguration, UserPoolId: poolId, ClientId: clientId }
    run([...path, 'riskConfiguration'], 'SetRiskConfiguration', own)
  }
  return { id: clientId, name }
}

function applyNetworks({ tx }: Context, given: Seed['networks']): void {
  const seen = new Set<string>()
  for (const [i, { cidr, country, ...rest }] of given.entries()) {
    if (seen.has(cidr)) throw new SeedProblem(['networks', i, 'cidr'], `The range ${cidr} is here twice.`)
    seen.add(cidr)
    const code = country === undefined ? undefined : countryCode(country)
    const place = { ...rest, countryCode: code, country: code === undefined ? country : countryName(code) }
    tx.insert(networks).values({ cidr, place }).onConflictDoUpdate({ target: networks.cidr, set: { place } }).run()
  }
  networksChanged(tx)
}

/** An empty pool id stands for every pool. */
function applyCompromised(
  { tx }: Context,
  poolId: string,
  given: Pick<Seed, 'compromisedPasswords' | 'compromisedPasswordHashes'>,
): void {
  const hashes = [...given.compromisedPasswords.map(passwordDigest), ...given.compromisedPasswordHashes]
  for (const hash of hashes) tx.insert(compromisedPasswords).values({ poolId, hash }).onConflictDoNothing().run()
}
