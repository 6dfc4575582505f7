/** @jest-environment <rootDir>/bare-environment.cjs */
const { emulator } = require('cognito-plus/jest')

test('an environment without fetch will do', async () => {
  expect(typeof fetch).toBe('undefined')
  expect(await emulator.health()).toMatchObject({ status: 'ok' })
  await expect('ann@example.com').not.toHaveBeenMailed()
})
