import type { ManualClock } from './base/clock.ts'
import type { Random } from './base/random.ts'
import type { Config } from './config.ts'

/** How to start an emulator from a program; every setting of the command line may be given, too. */
export interface EmulatorOptions extends Partial<Config> {
  /** Where the time comes from; the operating system's clock unless given. */
  clock?: ManualClock
  /** Where chance comes from; `randomSeed` is the shorter way. */
  random?: Random
  /** Makes RSA pairs of 2048 bits (PKCS #8 PEM); a test may hand out ready ones. */
  makeRsaKey?: () => Promise<string>
  /** The same for the operations that do not wait. */
  makeRsaKeyNow?: () => string
}
