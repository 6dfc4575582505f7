import { readFile } from 'node:fs/promises'
import type { ManualClock } from './base/clock.ts'
import type { Config } from './config.ts'
import type { Control } from './control/control.ts'
import type { Kernel } from './kernel/perform.ts'
import type { Store } from './store/database.ts'
import { isEmpty, wipe } from './store/wipe.ts'

/** What brings an emulator into its first state, and back to it. */
export interface Lifecycle extends Pick<Control, 'seed' | 'reset'> {
  /** Loads the seeds of the configuration, and `whenEmpty` into a database on disk that is empty even then. */
  loadSeeds(whenEmpty?: string): Promise<void>
}

interface Parts {
  readonly config: Config
  readonly clock: ManualClock
  readonly kernel: Kernel
  readonly store: Store
}

/** The life cycle of one emulator: seeds are named by the configuration, and by whoever adds one while it runs. */
export function createLifecycle({ config, clock, kernel, store }: Parts): Lifecycle {
  const clockAtStart = clock.state

  const loader = () => import('./seed/load.ts')
  const seed = async (text: string, name: string) => (await loader()).loadSeed(kernel, text, name)

  return {
    seed,
    async loadSeeds(whenEmpty) {
      for (const file of config.seed) await seed(await read(file), file)
      if (whenEmpty === undefined || config.memory || !isEmpty(store.tx)) return
      await seed(await read(whenEmpty), whenEmpty)
    },
    async reset(options) {
      const present = (await loader()).loadedSeeds(store)
      const named = await Promise.all(config.seed.map(async (file) => ({ name: file, text: await read(file) })))
      store.transact(wipe)
      kernel.faults.clear()
      kernel.log.clear()
      clock.state = clockAtStart
      if (!options.seed) return
      for (const { text, name } of present.length > 0 ? present : named) await seed(text, name)
    },
  }
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
