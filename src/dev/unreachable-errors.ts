import type { ErrorName, OperationName } from '../api/generated/types.ts'

/** Declared errors that nothing on one machine can cause, whatever the operation; a fault can still ask for them. */
export const unreachableEverywhere: Partial<Record<ErrorName, string>> = {
  CodeDeliveryFailureException: 'a message that cannot leave waits in the outbox, and no answer waits for it',
  ConcurrentModificationException: 'one connection serves one request at a time, so two updates never overlap',
  ForbiddenException: 'a WAF rule blocked the caller: there is no WAF here',
  InvalidEmailRoleAccessPolicyException: 'the SES identity refuses its sender: there is no SES here',
  InvalidSmsRoleAccessPolicyException: 'the SNS role lacks a permission: there is no IAM here',
  InvalidSmsRoleTrustRelationshipException: 'the SNS role does not trust the service: there is no IAM here',
}

const byPolicy = 'a policy refuses the caller: there is no IAM here'

/** Of operations that are signed: what IAM would refuse. */
export const unreachableWhenSigned: Partial<Record<ErrorName, string>> = {
  NotAuthorizedException: byPolicy,
  AccessDeniedException: byPolicy,
}

/** Of operations that are not signed. */
export const unreachableWhenUnsigned: Partial<Record<ErrorName, string>> = {
  OperationNotEnabledException: 'a call without signature names no Region, so it reaches the primary one',
}

/** Of operations that secondary Regions answer, and of those that name no pool by its id. */
export const unreachableWhenServedEverywhere: Partial<Record<ErrorName, string>> = {
  OperationNotEnabledException: 'it is answered in every Region of the pool',
}

/** Of the operations of a user who is signed in. */
export const unreachableWithToken: Partial<Record<ErrorName, string>> = {
  ResourceNotFoundException: 'tokens end with their client and their pool',
  UserNotConfirmedException: 'nobody signs in before being confirmed',
}

/** What else single operations declare and cannot meet, with the reason. Sorted. */
export const unreachable: Partial<Record<OperationName, Partial<Record<ErrorName, string>>>> = {
  AdminConfirmSignUp: {
    LimitExceededException: 'an administrator gives no code, so nothing is counted',
    TooManyFailedAttemptsException: 'an administrator gives no code, so nothing is counted',
  },
  AdminCreateUser: {
    PreconditionNotMetException: 'what would have to be there is not documented',
  },
  AdminDisableProviderForUser: {
    AliasExistsException: 'unlinking takes no name',
    NotAuthorizedException: byPolicy,
  },
  AdminInitiateAuth: {
    InvalidUserPoolConfigurationException: 'that nobody can use a second factor is told by MFAMethodNotFoundException',
  },
  AdminListUserSessions: {
    NotAuthorizedException: byPolicy,
  },
  AdminRespondToAuthChallenge: {
    InvalidUserPoolConfigurationException: 'that nobody can use a second factor is told by MFAMethodNotFoundException',
  },
  AdminRevokeUserSession: {
    NotAuthorizedException: byPolicy,
  },
  AdminSetUserMFAPreference: {
    PasswordResetRequiredException: 'administrators set it whatever state the user is in',
    UserNotConfirmedException: 'administrators set it whatever state the user is in',
  },
  AdminUserGlobalSignOut: {
    NotAuthorizedException: byPolicy,
  },
  ConfirmDevice: {
    InvalidLambdaResponseException: 'no function is asked about devices',
    InvalidPasswordException: 'the device chooses its secret, for which there is no policy',
    UsernameExistsException: 'no username is made',
  },
  ConfirmForgotPassword: {
    TooManyFailedAttemptsException: 'the limit of attempts is told by LimitExceededException',
    UserNotConfirmedException: 'the code confirms whoever gives it',
  },
  ConfirmSignUp: {
    TooManyFailedAttemptsException: 'the limit of attempts is told by LimitExceededException',
  },
  CreateUserImportJob: {
    PreconditionNotMetException: 'the conditions are those of its start',
  },
  CreateUserPool: {
    TierChangeNotAllowedException: 'a pool that is being made has no tier to leave',
  },
  DeleteIdentityProvider: {
    UnsupportedIdentityProviderException: 'every type of provider that can be made can be deleted',
  },
  DeleteUserPoolClientSecret: {
    LimitExceededException: 'deleting a secret exceeds nothing',
  },
  DeleteWebAuthnCredential: {
    LimitExceededException: 'deleting a passkey exceeds nothing',
  },
  DescribeUserPool: {
    UserPoolTaggingException: 'reading a pool changes no tags',
  },
  DescribeUserPoolDomain: {
    ResourceNotFoundException: 'an unknown domain is described as empty',
  },
  GetClientToken: {
    ResourceNotFoundException: 'an unknown client gets the answer of a wrong secret',
  },
  GetTokensFromRefreshToken: {
    UserNotFoundException: 'the refresh token of a deleted user is an invalid one',
  },
  ListUserPoolClientSecrets: {
    LimitExceededException: 'reading secrets exceeds nothing',
  },
  ListWebAuthnCredentials: {
    LimitExceededException: 'reading passkeys exceeds nothing',
  },
  RespondToAuthChallenge: {
    InvalidUserPoolConfigurationException: 'that nobody can use a second factor is told by MFAMethodNotFoundException',
  },
  StartUserImportJob: {
    NotAuthorizedException: byPolicy,
  },
  UpdateIdentityProvider: {
    UnsupportedIdentityProviderException: 'every type of provider that can be made can be changed',
  },
  UpdateUserAttributes: {
    CodeMismatchException: 'no code is given to it',
    ExpiredCodeException: 'no code is given to it',
  },
  VerifySoftwareToken: {
    CodeMismatchException: 'a wrong code is told by EnableSoftwareTokenMFAException',
    InvalidUserPoolConfigurationException: 'authenticator apps have no configuration but their switch',
  },
}
