export { ManualClock } from './base/clock.ts'
export type { EmulatorOptions } from './core.ts'
export { type Emulator, startEmulator } from './emulator.ts'
