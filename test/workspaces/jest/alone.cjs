const { emulator } = require('cognito-plus/jest')

test('nobody else is in the emulator of this file', async () => {
  const names = async () => (await emulator.call('ListUserPools', { MaxResults: 60 })).UserPools.map(({ Name }) => Name)
  expect(await names()).toEqual(['shop'])

  await emulator.call('CreateUserPool', { PoolName: 'another' })

  expect(await names()).toHaveLength(2)
})
