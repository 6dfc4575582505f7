import { createHash } from 'node:crypto'
import { like } from 'drizzle-orm'
import { ApiError } from '../api/errors.ts'
import { randomIds } from '../base/ids.ts'
import { seededRandom } from '../base/random.ts'
import type { Context } from '../context.ts'
import type { Kernel } from '../kernel/perform.ts'
import { newEntry } from '../kernel/request-log.ts'
import { meta } from '../store/schema/meta.ts'
import { applySeed, type Progress, type SeedCounts } from './apply.ts'
import { parseSeed } from './parse.ts'
import { SeedProblem } from './seed-error.ts'

/** What a seed file has brought. */
export interface SeedReport extends SeedCounts {
  /** False for a file that this database holds already: nothing was done. */
  readonly loaded: boolean
}

/** A seed file as it was loaded. */
export interface LoadedSeed {
  readonly name: string
  readonly text: string
}

/** Loads a seed file, whole or not at all. Throws `SeedError`. The same text gives the same ids and secrets everywhere. */
export function loadSeed(kernel: Kernel, text: string, name: string, progress: Progress = () => {}): SeedReport {
  const hash = createHash('sha256').update(text).digest('hex')
  const { seed, locate } = parseSeed(text, name)
  const now = seed.now === undefined ? kernel.clock.now() : Date.parse(seed.now)
  const random = seededRandom(`seed ${hash}`)
  const request = { id: `seed-${hash.slice(0, 32)}`, operation: 'Seed', ipAddress: '127.0.0.1', userAgent: undefined }
  const flow = kernel.open(newEntry(request, now), request, undefined)
  try {
    return flow.transact((inside) => {
      if (isLoaded(inside, hash)) return { loaded: false, pools: 0, users: 0, events: 0 }
      const ids = randomIds(random, inside.settings.region)
      const ctx = { ...inside, clock: { now: () => now }, random, ids }
      const counts = applySeed(ctx, kernel.operations, seed, progress)
      remember(inside, hash, { name, text })
      return { loaded: true, ...counts }
    })
  } catch (error) {
    if (error instanceof SeedProblem) throw locate(error)
    if (error instanceof ApiError) throw locate(new SeedProblem([], error.message))
    throw error
  }
}

/** The seeds that this database holds, in the order in which they were loaded. */
export function loadedSeeds({ tx }: Pick<Context, 'tx'>): LoadedSeed[] {
  return tx
    .select()
    .from(meta)
    .where(like(meta.key, `${prefix}%`))
    .all()
    .map(({ value }) => JSON.parse(value.toString()) as LoadedSeed & { position: number })
    .sort((a, b) => a.position - b.position)
    .map(({ name, text }) => ({ name, text }))
}

const prefix = 'seed '

function isLoaded({ tx }: Pick<Context, 'tx'>, hash: string): boolean {
  return (
    tx
      .select({ key: meta.key })
      .from(meta)
      .where(like(meta.key, `${prefix}${hash}`))
      .get() !== undefined
  )
}

function remember(ctx: Pick<Context, 'tx'>, hash: string, seed: LoadedSeed): void {
  const position = loadedSeeds(ctx).length
  ctx.tx
    .insert(meta)
    .values({ key: `${prefix}${hash}`, value: Buffer.from(JSON.stringify({ ...seed, position })) })
    .run()
}
