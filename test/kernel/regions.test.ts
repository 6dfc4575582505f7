import { describe, expect, test } from 'vitest'
import { declares } from '../../src/api/declared.ts'
import { operationNames } from '../../src/api/generated/model.ts'
import type { OperationName } from '../../src/api/generated/types.ts'
import { isSigned, refusedInSecondaries } from '../../src/dev/errors-of-all.ts'
import { servedInSecondaries, signsIn } from '../../src/kernel/regions.ts'
import type { Call } from '../support/emulator.ts'
import { placeWithReplica } from '../support/replicas.ts'
import { sampleInput } from '../support/sample-input.ts'

/** Signed operations on a pool that could say so but are served. */
const served = operationNames.filter(
  (name) =>
    isSigned(name) &&
    declares(name, 'OperationNotEnabledException') &&
    'UserPoolId' in sampleInput(name) &&
    servedInSecondaries(name),
)

/** The name of the error that a call gets, or undefined. */
async function refusalOf(call: Call, operation: OperationName, UserPoolId: string): Promise<string | undefined> {
  return call(operation, { ...sampleInput(operation), UserPoolId } as never).then(
    () => undefined,
    (error: Error) => error.name,
  )
}

describe('calls signed for a secondary Region of their pool', () => {
  test.each(operationNames.filter(refusedInSecondaries))('%s is refused', async (operation) => {
    const { callFrom, poolId } = await placeWithReplica()

    const refusal = await refusalOf(callFrom({ region: 'eu-west-1' }), operation, poolId)

    expect(refusal).toBe('OperationNotEnabledException')
  })

  test.each(served)('%s is answered', async (operation) => {
    const { call, callFrom, poolId } = await placeWithReplica()
    await call('UpdateUserPoolReplica', { UserPoolId: poolId, RegionName: 'eu-west-1', Status: 'ACTIVE' })

    const refusal = await refusalOf(callFrom({ region: 'eu-west-1' }), operation, poolId)

    expect(refusal).not.toBe('OperationNotEnabledException')
  })

  test.each(operationNames.filter(signsIn))('%s is refused while it is inactive', async (operation) => {
    const { callFrom, poolId } = await placeWithReplica()

    const refusal = await refusalOf(callFrom({ region: 'eu-west-1' }), operation, poolId)

    expect(refusal).toBe('OperationNotEnabledException')
  })

  test('any other Region is as good as the pool’s own', async () => {
    const { callFrom, poolId } = await placeWithReplica()
    const create = (region: string, GroupName: string) =>
      callFrom({ region })('CreateGroup', { UserPoolId: poolId, GroupName })

    await create('us-east-1', 'one')
    await create('ap-south-1', 'two')
    await expect(create('eu-west-1', 'three')).rejects.toMatchObject({
      message: 'CreateGroup is not enabled in eu-west-1 for this user pool.',
    })
  })
})
