import type { OperationName } from '../api/generated/types.ts'
import { adjustableRates } from '../domain/pools/provisioned-limits.ts'

/** Operations that share one rate. */
export interface Category {
  readonly name: string
  /** Requests per second unless the account has provisioned more. */
  readonly perSecond: number
  readonly operations: readonly OperationName[]
  /** Set where the rate is a multiple of another category's. */
  readonly follows?: { readonly category: string; readonly times: number }
}

/**
 * Requests per second that the service allows a category, with the operations that count for it.
 * Documented: quotas page of the developer guide; the exact members of some categories are inferred.
 */
const categories: readonly Category[] = [
  {
    name: 'UserAuthentication',
    perSecond: adjustableRates.UserAuthentication,
    operations: ['InitiateAuth', 'AdminInitiateAuth'],
  },
  // Documented: answers to challenges have three times the rate of UserAuthentication.
  {
    name: 'UserAuthenticationAnswers',
    perSecond: 3 * adjustableRates.UserAuthentication,
    follows: { category: 'UserAuthentication', times: 3 },
    operations: ['RespondToAuthChallenge', 'AdminRespondToAuthChallenge'],
  },
  {
    name: 'UserCreation',
    perSecond: adjustableRates.UserCreation,
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
  { name: 'UserRead', perSecond: adjustableRates.UserRead, operations: ['AdminGetUser', 'GetUser'] },
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
    perSecond: adjustableRates.UserToken,
    operations: ['RevokeToken', 'GlobalSignOut', 'AdminUserGlobalSignOut', 'GetTokensFromRefreshToken'],
  },
  {
    name: 'UserResourceRead',
    perSecond: adjustableRates.UserResourceRead,
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
  {
    name: 'UserPoolResourceRead',
    perSecond: 20,
    operations: [
      'DescribeUserPoolDomain',
      'DescribeResourceServer',
      'ListResourceServers',
      'DescribeIdentityProvider',
      'GetIdentityProviderByIdentifier',
      'ListIdentityProviders',
      'GetGroup',
      'ListGroups',
      'DescribeManagedLoginBranding',
      'DescribeManagedLoginBrandingByClient',
      'GetUICustomization',
      'DescribeRiskConfiguration',
      'GetUserPoolMfaConfig',
      'GetLogDeliveryConfiguration',
    ],
  },
  {
    name: 'UserPoolResourceUpdate',
    perSecond: 15,
    operations: [
      'CreateUserPoolDomain',
      'UpdateUserPoolDomain',
      'DeleteUserPoolDomain',
      'CreateResourceServer',
      'UpdateResourceServer',
      'DeleteResourceServer',
      'CreateIdentityProvider',
      'UpdateIdentityProvider',
      'DeleteIdentityProvider',
      'CreateGroup',
      'UpdateGroup',
      'DeleteGroup',
      'CreateManagedLoginBranding',
      'UpdateManagedLoginBranding',
      'DeleteManagedLoginBranding',
      'SetUICustomization',
      'SetRiskConfiguration',
      'SetUserPoolMfaConfig',
      'SetLogDeliveryConfiguration',
      'AddCustomAttributes',
    ],
  },
  // Inferred: as the token endpoint with the same grant.
  { name: 'ClientAuthentication', perSecond: 150, operations: ['GetClientToken'] },
  { name: 'TagResource', perSecond: 5, operations: ['TagResource'] },
  // Documented: quotas page, one a second for the account.
  { name: 'LimitManagement', perSecond: 1, operations: ['GetProvisionedLimit', 'UpdateProvisionedLimit'] },
]

/** The category for which an operation counts, or undefined for one without limit. */
export const categoryOf: ReadonlyMap<OperationName, Category> = new Map(
  categories.flatMap((category) => category.operations.map((operation) => [operation, category] as const)),
)
