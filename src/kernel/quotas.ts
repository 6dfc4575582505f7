import { ApiError } from '../api/errors.ts'
import type { OperationName } from '../api/generated/types.ts'
import type { FlowContext } from '../context.ts'

/**
 * Requests per second that the service allows a category, with the operations that count for it.
 * Documented: quotas page of the developer guide; the exact members of some categories are inferred.
 */
const categories: { name: string; perSecond: number; operations: readonly OperationName[] }[] = [
  { name: 'UserAuthentication', perSecond: 120, operations: ['InitiateAuth', 'AdminInitiateAuth'] },
  // Documented: answers to challenges have three times the rate of UserAuthentication.
  {
    name: 'UserAuthenticationAnswers',
    perSecond: 360,
    operations: ['RespondToAuthChallenge', 'AdminRespondToAuthChallenge'],
  },
  {
    name: 'UserCreation',
    perSecond: 50,
    operations: ['SignUp', 'ConfirmSignUp', 'AdminCreateUser', 'AdminConfirmSignUp'],
  },
  {
    name: 'UserAccountRecovery',
    perSecond: 30,
    operations: [
      'ForgotPassword',
      'ConfirmForgotPassword',
      'ChangePassword',
      'AdminResetUserPassword',
      'AdminSetUserPassword',
      'ResendConfirmationCode',
    ],
  },
  { name: 'UserRead', perSecond: 120, operations: ['AdminGetUser', 'GetUser'] },
  {
    name: 'UserUpdate',
    perSecond: 25,
    operations: [
      'AdminUpdateUserAttributes',
      'UpdateUserAttributes',
      'AdminDeleteUserAttributes',
      'DeleteUserAttributes',
      'AdminEnableUser',
      'AdminDisableUser',
      'AdminDeleteUser',
      'DeleteUser',
      'SetUserMFAPreference',
      'AdminSetUserMFAPreference',
      'SetUserSettings',
      'AdminSetUserSettings',
      'AdminLinkProviderForUser',
    ],
  },
  {
    name: 'UserToken',
    perSecond: 120,
    operations: ['RevokeToken', 'GlobalSignOut', 'AdminUserGlobalSignOut', 'GetTokensFromRefreshToken'],
  },
  {
    name: 'UserResourceRead',
    perSecond: 50,
    operations: [
      'AdminListUserAuthEvents',
      'AdminListGroupsForUser',
      'AdminGetDevice',
      'AdminListDevices',
      'GetDevice',
      'ListDevices',
    ],
  },
  {
    name: 'UserResourceUpdate',
    perSecond: 25,
    // Inferred: feedback changes what belongs to a user, as device and group membership changes do.
    operations: [
      'UpdateAuthEventFeedback',
      'AdminUpdateAuthEventFeedback',
      'AdminAddUserToGroup',
      'AdminRemoveUserFromGroup',
      'ConfirmDevice',
      'UpdateDeviceStatus',
      'AdminUpdateDeviceStatus',
      'ForgetDevice',
      'AdminForgetDevice',
    ],
  },
  { name: 'UserList', perSecond: 30, operations: ['ListUsers', 'ListUsersInGroup'] },
  { name: 'UserPoolRead', perSecond: 15, operations: ['ListUserPools', 'DescribeUserPool'] },
  { name: 'UserPoolUpdate', perSecond: 15, operations: ['CreateUserPool', 'UpdateUserPool', 'DeleteUserPool'] },
  { name: 'UserPoolClientRead', perSecond: 15, operations: ['DescribeUserPoolClient', 'ListUserPoolClients'] },
  {
    name: 'UserPoolClientUpdate',
    perSecond: 15,
    operations: ['CreateUserPoolClient', 'UpdateUserPoolClient', 'DeleteUserPoolClient'],
  },
]

const categoryOf = new Map(
  categories.flatMap((category) => category.operations.map((operation) => [operation, category] as const)),
)

/** Counts requests by category and second, and refuses what is over the rate while the setting `quotas` is on. */
export class Quotas {
  #counts = new Map<string, { second: number; count: number }>()

  count(operation: OperationName, ctx: Pick<FlowContext, 'clock' | 'settings'>): void {
    const category = categoryOf.get(operation)
    if (!ctx.settings.quotas || !category) return
    const second = Math.floor(ctx.clock.now() / 1000)
    const now = this.#counts.get(category.name)
    const count = now?.second === second ? now.count + 1 : 1
    this.#counts.set(category.name, { second, count })
    // Observed: throttled callers get HTTP 400 with this sentence.
    if (count > category.perSecond) {
      throw new ApiError('TooManyRequestsException', 'Rate exceeded', {
        reason: `more than ${category.perSecond} ${category.name} requests in this second`,
      })
    }
  }
}
