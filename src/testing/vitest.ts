import { afterAll, expect } from 'vitest'
import { enter, environmentFor } from '../cli/environment.ts'
import { settingsHere } from '../config-file.ts'
import { type Emulator, startEmulator } from '../emulator.ts'
import { type CognitoMatchers, matchersFor } from './matchers.ts'

// A set-up file of Vitest: every test file gets an emulator of its own, in memory and on a free port, with the seeds of
// COGNITO_PLUS_SEED or cognito-plus.config.yaml; AWS SDKs of the test find it by the environment. It speaks http, because
// a process learns whom to trust when it starts.

const given = { memory: true, port: 0, logLevel: 'error', tls: false, tlsCert: '', tlsKey: '' }
const config = await settingsHere(given)

/** The emulator of this test file. */
export const emulator: Emulator = await startEmulator(config)

enter(environmentFor(emulator.url, emulator.region))
expect.extend(matchersFor(() => emulator))
afterAll(() => emulator.close())

declare module 'vitest' {
  // Declared as Vitest declares it, so that the two are merged.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends CognitoMatchers<Promise<void>> {}
}
