import { declares } from '../api/declared.ts'
import { modelOf, shapes } from '../api/generated/model.ts'
import type { ErrorName, OperationName } from '../api/generated/types.ts'
import { servedInSecondaries, signsIn } from '../kernel/regions.ts'

/**
 * Declared errors that a table of tests raises of every operation that it can: test/model.test.ts breaks each constraint of
 * each input, test/kernel/regions.test.ts calls in a secondary Region, test/kernel/quotas.test.ts knows the category of each
 * operation, and test/operations-common.test.ts goes through the lists below and asks for every error by a fault.
 */
export function raisedOfAll(name: OperationName): ErrorName[] {
  const raised: [ErrorName, boolean][] = [
    ['InvalidParameterException', true],
    ['TooManyRequestsException', true],
    // Only a fault brings these about: the emulator's own mistakes have no place in its tests.
    ['InternalErrorException', true],
    ['InternalServerException', true],
    ['OperationNotEnabledException', refusedInSecondaries(name) || signsIn(name)],
    ['NotAuthorizedException', takesToken(name)],
    ['PasswordResetRequiredException', takesToken(name)],
    ['UserNotFoundException', takesToken(name) || namesUser(name)],
    ['ResourceNotFoundException', namesPool(name) || namesClient(name)],
  ]
  return raised.filter(([error, holds]) => holds && declares(name, error)).map(([error]) => error)
}

/** Whether callers must sign the operation. */
export const isSigned = (name: OperationName): boolean => modelOf(name).auth === 'sigv4'

/** Whether a call that is signed for a secondary Region of the pool is refused. */
export const refusedInSecondaries = (name: OperationName): boolean =>
  isSigned(name) && hasMember(name, 'UserPoolId') && !servedInSecondaries(name)

/** Whether it is an operation of a user who is signed in. */
export const takesToken = (name: OperationName): boolean => hasMember(name, 'AccessToken')

/** Whether the operation says that it does not know a pool. */
export const namesPool = (name: OperationName): boolean =>
  hasMember(name, 'UserPoolId') && declares(name, 'ResourceNotFoundException')

/** Whether the operation says that it does not know a user of a pool. AdminCreateUser does so only to send a message again. */
export const namesUser = (name: OperationName): boolean =>
  name !== 'AdminCreateUser' &&
  hasMember(name, 'UserPoolId') &&
  hasMember(name, 'Username') &&
  declares(name, 'UserNotFoundException')

/** Whether the operation says that it does not know an app client. GetClientToken does not tell. */
export const namesClient = (name: OperationName): boolean =>
  name !== 'GetClientToken' && hasMember(name, 'ClientId') && declares(name, 'ResourceNotFoundException')

const hasMember = (name: OperationName, member: string) => member in shapes[modelOf(name).input]!.members!
