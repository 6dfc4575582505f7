import { readFile } from 'node:fs/promises'
import { and, eq, inArray } from 'drizzle-orm'
import type { ClockState, ManualClock } from './base/clock.ts'
import type { Config } from './config.ts'
import { type Control, ControlError } from './control/control.ts'
import type { Kernel } from './kernel/perform.ts'
import { NewerDatabaseError, type Store, type Tx } from './store/database.ts'
import { meta } from './store/schema/meta.ts'
import { poolKeys, pools } from './store/schema/pools.ts'
import { SnapshotError } from './store/snapshot.ts'
import { isEmpty, wipe } from './store/wipe.ts'

/** What brings an emulator into its first state, back to it, and into any other that was kept. */
export interface Lifecycle extends Pick<Control, 'seed' | 'reset' | 'snapshot' | 'restore'> {
  /** Loads the seeds of the configuration, and `whenEmpty` into a database on disk that is empty even then. */
  loadSeeds(options?: SeedOptions): Promise<void>
}

/** Which seed an empty database gets, and who hears how many users of a seed have been made. */
export interface SeedOptions {
  readonly seedWhenEmpty?: string | undefined
  readonly progress?: ((done: number, of: number) => void) | undefined
}

interface Parts {
  readonly config: Config
  readonly clock: ManualClock
  readonly kernel: Kernel
  readonly store: Store
  /** Lets seeded chance begin anew. */
  restartRandom(): void
}

/** A larger image is not kept in memory: a reset then loads the seeds again. */
const imageAtMost = 64 * 1024 * 1024

/** The life cycle of one emulator. */
export function createLifecycle({ config, clock, kernel, store, restartRandom }: Parts): Lifecycle {
  const clockAtStart = clock.state
  /** What the database was right after its seeds were loaded, where that is known. */
  let seeded: Buffer | undefined

  const loader = () => import('./seed/load.ts')
  const load = async (text: string, name: string, progress?: SeedOptions['progress']) =>
    (await loader()).loadSeed(kernel, text, name, progress)

  function keepImage(): void {
    const image = store.snapshot()
    seeded = image.length <= imageAtMost ? image : undefined
  }

  return {
    async seed(text, name) {
      seeded = undefined
      return load(text, name)
    },
    async loadSeeds({ seedWhenEmpty: whenEmpty, progress } = {}) {
      const fresh = isEmpty(store.tx.$client)
      for (const file of config.seed) await load(await read(file), file, progress)
      if (whenEmpty !== undefined && !config.memory && isEmpty(store.tx.$client)) {
        await load(await read(whenEmpty), whenEmpty, progress)
      }
      if (fresh && !isEmpty(store.tx.$client)) keepImage()
    },
    async reset(options) {
      const keys = rsaKeys(store.tx)
      if (options.seed && seeded) {
        store.restore(seeded)
      } else {
        const present = (await loader()).loadedSeeds(store)
        const named = await Promise.all(config.seed.map(async (file) => ({ name: file, text: await read(file) })))
        seeded = undefined
        store.transact(({ $client }) => wipe($client))
        restartRandom()
        clock.state = clockAtStart
        if (options.seed) {
          for (const { text, name } of present.length > 0 ? present : named) await load(text, name)
          keepImage()
        }
      }
      store.transact((tx) => giveBack(tx, keys))
      kernel.faults.clear()
      kernel.log.clear()
      restartRandom()
      clock.state = clockAtStart
    },
    snapshot() {
      store.transact((tx) => rememberClock(tx, clock.state))
      return store.snapshot()
    },
    restore(image) {
      restoreFrom(store, Buffer.from(image))
      clock.state = rememberedClock(store.tx) ?? clock.state
    },
  }
}

function restoreFrom(store: Store, image: Buffer): void {
  try {
    store.restore(image)
  } catch (error) {
    const wrong = error instanceof SnapshotError || error instanceof NewerDatabaseError
    throw wrong ? new ControlError(400, 'InvalidSnapshot', error.message) : error
  }
}

type RsaKeys = (typeof poolKeys.$inferSelect)[]

/** RSA pairs cannot be seeded and take 150 ms to make: those of pools that are there again after a reset stay theirs. */
function rsaKeys(tx: Tx): RsaKeys {
  return tx
    .select()
    .from(poolKeys)
    .where(inArray(poolKeys.use, ['id', 'access', 'refresh']))
    .all()
}

function giveBack(tx: Tx, keys: RsaKeys): void {
  for (const key of keys) {
    const pool = tx.select({ id: pools.id }).from(pools).where(eq(pools.id, key.poolId)).get()
    const made = and(eq(poolKeys.poolId, key.poolId), eq(poolKeys.use, key.use))
    if (pool && !tx.select({ kid: poolKeys.kid }).from(poolKeys).where(made).get()) {
      tx.insert(poolKeys).values(key).run()
    }
  }
}

const clockKey = 'clock'

function rememberClock(tx: Tx, state: ClockState): void {
  const value = Buffer.from(JSON.stringify(state))
  tx.insert(meta).values({ key: clockKey, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run()
}

function rememberedClock(tx: Tx): ClockState | undefined {
  const row = tx.select().from(meta).where(eq(meta.key, clockKey)).get()
  if (!row) return undefined
  const { offset, frozenAt } = JSON.parse(row.value.toString()) as ClockState
  return { offset, frozenAt }
}

/** The text of a seed file, or a sentence that names it. */
async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { SeedError } = await import('./seed/seed-error.ts')
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new SeedError(missing ? `There is no seed file ${file}.` : `The seed file ${file} cannot be read: ${error}`)
  }
}
