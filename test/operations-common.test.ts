import { describe, expect, test } from 'vitest'
import { declares } from '../src/api/declared.ts'
import { modelOf, operationNames } from '../src/api/generated/model.ts'
import type { OperationName } from '../src/api/generated/types.ts'
import { namesClient, namesPool, namesUser, takesToken } from '../src/dev/errors-of-all.ts'
import { perform } from '../src/kernel/perform.ts'
import { flows, operations } from '../src/operations/index.ts'
import { confirmedUser, type Place, place, signIn } from './support/people.ts'
import { noSuchPool, refusal, unknownPool } from './support/refusals.ts'
import { sampleInput } from './support/sample-input.ts'

const implemented = operationNames.filter((name) => name in operations || name in flows)

/** Calls an operation with a valid input in which some members are given. */
const ask = (shop: Place, operation: OperationName, members: Record<string, unknown>) =>
  shop.call(operation, { ...sampleInput(operation), ...members } as never)

/** Alice, signed in to a pool that has what operations may ask for: protection, devices, tracked sessions and a group. */
async function shopWithAlice() {
  const shop = await place({
    pool: {
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
    },
  })
  await shop.call('SetUserPoolSessionConfiguration', {
    UserPoolId: shop.poolId,
    UserSessionTracking: 'ENABLED',
    TokenSession: { MaxPerUser: 5 },
  })
  await shop.call('CreateGroup', { UserPoolId: shop.poolId, GroupName: 'sample' })
  await confirmedUser(shop, 'alice')
  return { shop, alice: { UserPoolId: shop.poolId, Username: 'alice' }, AccessToken: await signIn(shop, 'alice') }
}

describe('every operation of a user who is signed in', () => {
  const all = implemented.filter(takesToken)

  test.each(all)('%s refuses what is no access token', async (operation) => {
    const { shop } = await shopWithAlice()

    await expect(ask(shop, operation, { AccessToken: 'nonsense' })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Invalid Access Token'),
    )
  })

  test.each(all)('%s refuses expired tokens', async (operation) => {
    const { shop, AccessToken } = await shopWithAlice()
    shop.clock.advance({ hours: 1 })

    await expect(ask(shop, operation, { AccessToken })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Access Token has expired'),
    )
  })

  test.each(all)('%s refuses revoked tokens', async (operation) => {
    const { shop, alice, AccessToken } = await shopWithAlice()
    await shop.call('AdminUserGlobalSignOut', alice)

    await expect(ask(shop, operation, { AccessToken })).rejects.toMatchObject(
      refusal('NotAuthorizedException', 'Access Token has been revoked'),
    )
  })

  test.each(all.filter((name) => declares(name, 'PasswordResetRequiredException')))(
    '%s waits for the end of a reset',
    async (operation) => {
      const { shop, alice, AccessToken } = await shopWithAlice()
      await shop.call('AdminResetUserPassword', alice)

      await expect(ask(shop, operation, { AccessToken })).rejects.toMatchObject(
        refusal('PasswordResetRequiredException', 'Password reset required for the user'),
      )
    },
  )

  test.each(all)('%s does nothing for users who are gone', async (operation) => {
    const { shop, alice, AccessToken } = await shopWithAlice()
    await shop.call('AdminDeleteUser', alice)

    await expect(ask(shop, operation, { AccessToken })).rejects.toMatchObject(
      declares(operation, 'UserNotFoundException')
        ? refusal('UserNotFoundException', 'User does not exist.')
        : refusal('NotAuthorizedException', 'Access Token has been revoked'),
    )
  })
})

describe('what is not there', () => {
  test.each(implemented.filter(namesPool))('%s does not know other pools', async (operation) => {
    const shop = await place()
    // The model requires it no more than the pool.
    const ManagedLoginBrandingId = '6b3fd4b5-9a4d-4c1e-8f00-0123456789ab'

    await expect(ask(shop, operation, { ManagedLoginBrandingId, UserPoolId: unknownPool })).rejects.toMatchObject(
      noSuchPool,
    )
  })

  test.each(implemented.filter(namesUser))('%s does not know other users', async (operation) => {
    const { shop, alice } = await shopWithAlice()

    await expect(ask(shop, operation, { ...alice, Username: 'nobody' })).rejects.toMatchObject(
      refusal('UserNotFoundException', 'User does not exist.'),
    )
  })

  test.each(implemented.filter(namesClient))('%s does not know other clients', async (operation) => {
    const { shop } = await shopWithAlice()

    await expect(ask(shop, operation, { UserPoolId: shop.poolId, ClientId: 'nobody' })).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
  })
})

test('a fault makes any operation fail with any error that it declares', async () => {
  const { core } = await place()
  const outcomes: string[] = []
  for (const operation of implemented) {
    for (const error of modelOf(operation).errors) {
      core.kernel.faults.set({ operation, error, times: 1 })
      const request = { id: 'one', operation, ipAddress: '127.0.0.1', userAgent: undefined }
      const answer = await perform(core.kernel, request, sampleInput(operation))
      const status = error.startsWith('Internal') ? 500 : 400
      if (answer.error?.name !== error || answer.status !== status) outcomes.push(`${operation} ${error}`)
    }
  }

  expect(outcomes).toEqual([])
})
