import type { OperationName } from '../api/generated/types.ts'
import { adjustableRates } from '../domain/pools/provisioned-limits.ts'
import type { HostedOperation } from './hosted-operations.ts'

/** What counts for a category; what the token endpoint counts for depends on the grant. */
export type Counted = OperationName | HostedOperation | 'Token_POST client_credentials'

/** Operations that share one rate. */
export interface Category {
  readonly name: string
  /** Requests per second unless the account has provisioned more. */
  readonly perSecond: number
  /** Requests per second of each single operation on one pool. */
  readonly perPool?: number
  /** Set where the rate is a multiple of another category's, for which what is over it counts then. */
  readonly follows?: { readonly category: string; readonly times: number }
  readonly operations: readonly Counted[]
}

/**
 * Requests per second that the service allows a category, with the operations that count for it. Documented: quotas page of
 * the developer guide, rates and descriptions; sign-ins on pages count as such, sign-ins through providers and
 * client_credentials for categories of their own. Inferred: the category of most operations and pages, from the description.
 */
export const categories: readonly Category[] = [
  {
    name: 'UserAuthentication',
    perSecond: adjustableRates.UserAuthentication,
    operations: ['AdminInitiateAuth', 'InitiateAuth', 'Login_POST'],
  },
  {
    // Documented: answers to challenges have three times the rate; what exceeds it counts as sign-ins.
    name: 'UserAuthenticationAnswers',
    perSecond: 3 * adjustableRates.UserAuthentication,
    follows: { category: 'UserAuthentication', times: 3 },
    operations: ['AdminRespondToAuthChallenge', 'Challenge_POST', 'RespondToAuthChallenge'],
  },
  {
    name: 'UserCreation',
    perSecond: adjustableRates.UserCreation,
    operations: ['AdminConfirmSignUp', 'AdminCreateUser', 'ConfirmSignUp', 'SignUp'],
  },
  {
    name: 'UserFederation',
    perSecond: adjustableRates.UserFederation,
    operations: ['IdpResponse_GET', 'IdpResponse_POST', 'SamlResponse_POST'],
  },
  {
    name: 'UserAccountRecovery',
    perSecond: 30,
    operations: [
      'AdminResetUserPassword',
      'AdminSetUserPassword',
      'ChangePassword',
      'ConfirmForgotPassword',
      'ForgotPassword',
      'ResendConfirmationCode',
    ],
  },
  {
    name: 'UserRead',
    perSecond: adjustableRates.UserRead,
    operations: [
      'AdminGetUser',
      'AdminGetUserAuthFactors',
      'GetUser',
      'GetUserAuthFactors',
      'UserInfo_GET',
      'UserInfo_POST',
    ],
  },
  {
    name: 'UserUpdate',
    perSecond: 25,
    operations: [
      'AdminDeleteUser',
      'AdminDeleteUserAttributes',
      'AdminDisableProviderForUser',
      'AdminDisableUser',
      'AdminEnableUser',
      'AdminLinkProviderForUser',
      'AdminSetUserMFAPreference',
      'AdminSetUserSettings',
      'AdminUpdateUserAttributes',
      'DeleteUser',
      'DeleteUserAttributes',
      'SetUserMFAPreference',
      'SetUserSettings',
      'UpdateUserAttributes',
      'VerifyUserAttribute',
    ],
  },
  {
    name: 'UserToken',
    perSecond: adjustableRates.UserToken,
    operations: [
      'AdminRevokeUserSession',
      'AdminUserGlobalSignOut',
      'GetTokensFromRefreshToken',
      'GlobalSignOut',
      'RevokeToken',
      'RevokeUserSession',
      'Revoke_POST',
      'Token_POST',
    ],
  },
  {
    name: 'UserResourceRead',
    perSecond: adjustableRates.UserResourceRead,
    operations: [
      'AdminGetDevice',
      'AdminListDevices',
      'AdminListGroupsForUser',
      'AdminListUserAuthEvents',
      'AdminListUserSessions',
      'GetDevice',
      'GetUserAttributeVerificationCode',
      'ListDevices',
      'ListUserSessions',
      'ListWebAuthnCredentials',
    ],
  },
  {
    name: 'UserResourceUpdate',
    perSecond: 25,
    operations: [
      'AdminAddUserToGroup',
      'AdminDeleteSoftwareToken',
      'AdminForgetDevice',
      'AdminRemoveUserFromGroup',
      'AdminUpdateAuthEventFeedback',
      'AdminUpdateDeviceStatus',
      'AssociateSoftwareToken',
      'CompleteWebAuthnRegistration',
      'ConfirmDevice',
      'DeleteWebAuthnCredential',
      'ForgetDevice',
      'StartWebAuthnRegistration',
      'UpdateAuthEventFeedback',
      'UpdateDeviceStatus',
      'VerifySoftwareToken',
    ],
  },
  { name: 'UserList', perSecond: 30, operations: ['ListUsers', 'ListUsersInGroup'] },
  { name: 'UserPoolRead', perSecond: 15, operations: ['DescribeUserPool', 'ListUserPools'] },
  { name: 'UserPoolUpdate', perSecond: 15, operations: ['CreateUserPool', 'DeleteUserPool', 'UpdateUserPool'] },
  {
    name: 'UserPoolClientRead',
    perSecond: 15,
    perPool: 5,
    operations: [
      'DescribeUserPoolClient',
      'GetUserPoolClientSessionConfiguration',
      'ListUserPoolClientSecrets',
      'ListUserPoolClients',
    ],
  },
  {
    name: 'UserPoolClientUpdate',
    perSecond: 15,
    perPool: 5,
    operations: [
      'AddUserPoolClientSecret',
      'CreateUserPoolClient',
      'DeleteUserPoolClient',
      'DeleteUserPoolClientSecret',
      'Register_POST',
      'SetUserPoolClientSessionConfiguration',
      'UpdateUserPoolClient',
    ],
  },
  {
    name: 'UserPoolResourceRead',
    perSecond: 20,
    perPool: 5,
    operations: [
      'DescribeIdentityProvider',
      'DescribeManagedLoginBranding',
      'DescribeManagedLoginBrandingByClient',
      'DescribeResourceServer',
      'DescribeRiskConfiguration',
      'DescribeTerms',
      'DescribeTermsByClient',
      'DescribeUserImportJob',
      'DescribeUserPoolDomain',
      'GetCSVHeader',
      'GetGroup',
      'GetIdentityProviderByIdentifier',
      'GetLogDeliveryConfiguration',
      'GetSigningCertificate',
      'GetUICustomization',
      'GetUserPoolMfaConfig',
      'GetUserPoolSessionConfiguration',
      'ListGroups',
      'ListIdentityProviders',
      'ListResourceServers',
      'ListTagsForResource',
      'ListTerms',
      'ListUserImportJobs',
      'ListUserPoolReplicas',
    ],
  },
  {
    name: 'UserPoolResourceUpdate',
    perSecond: 15,
    perPool: 5,
    operations: [
      'AddCustomAttributes',
      'CreateGroup',
      'CreateIdentityProvider',
      'CreateManagedLoginBranding',
      'CreateResourceServer',
      'CreateTerms',
      'CreateUserImportJob',
      'CreateUserPoolDomain',
      'CreateUserPoolReplica',
      'DeleteGroup',
      'DeleteIdentityProvider',
      'DeleteManagedLoginBranding',
      'DeleteResourceServer',
      'DeleteTerms',
      'DeleteUserPoolDomain',
      'DeleteUserPoolReplica',
      'SetLogDeliveryConfiguration',
      'SetRiskConfiguration',
      'SetUICustomization',
      'SetUserPoolMfaConfig',
      'SetUserPoolSessionConfiguration',
      'StartUserImportJob',
      'StopUserImportJob',
      'UpdateGroup',
      'UpdateIdentityProvider',
      'UpdateManagedLoginBranding',
      'UpdateResourceServer',
      'UpdateTerms',
      'UpdateUserPoolDomain',
      'UpdateUserPoolReplica',
    ],
  },
  // Inferred: the operation counts as the token endpoint does with the same grant.
  { name: 'ClientAuthentication', perSecond: 150, operations: ['GetClientToken', 'Token_POST client_credentials'] },
  { name: 'TagResource', perSecond: 5, operations: ['TagResource', 'UntagResource'] },
  // Documented: quotas page, one a second for the account.
  { name: 'LimitManagement', perSecond: 1, operations: ['GetProvisionedLimit', 'UpdateProvisionedLimit'] },
]

/** The category for which an operation counts. */
export const categoryOf: ReadonlyMap<Counted, Category> = new Map(
  categories.flatMap((category) => category.operations.map((operation) => [operation, category] as const)),
)
