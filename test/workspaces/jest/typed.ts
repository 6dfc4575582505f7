import { expect } from '@jest/globals'
import { connect, type Emulator, startEmulator } from 'cognito-plus'
import { type CognitoMatchers, emulator } from 'cognito-plus/jest'

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>> extends CognitoMatchers<R> {}
}

/** What a project that is written in TypeScript would write; it is compiled, not run. */
export async function example(): Promise<void> {
  const ann = { userPoolId: 'us-east-1_Shop00001', username: 'ann' }
  await emulator.nextRisk(ann, 'High', { times: null })
  await expect(ann).toHaveRisk('High')
  await expect('ann@example.com').not.toHaveBeenMailed({ kind: 'SignUp' })
  // @ts-expect-error There is no such level.
  await expect(ann).toHaveRisk('Extreme')
  const other: Emulator = await startEmulator({ seed: ['shop.yaml'] })
  await connect(other.url, { fetch }).clock.advance({ minutes: 61 })
}
