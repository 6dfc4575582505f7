const { emulator } = require('cognito-plus/jest')

test('faked timers do not stop it', async () => {
  jest.useFakeTimers()
  const user = { userPoolId: 'us-east-1_Shop00001', username: 'ann' }
  const event = emulator.events.waitFor(user)

  await emulator.signIn({ ...user, clientId: 'shopweb000000000000000000', context: { ipAddress: '233.252.0.13' } })

  await expect(await event).toHaveRisk('High')
  await expect(user).toHaveBeenMailed()
})
