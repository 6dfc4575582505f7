import { ApiError } from './errors.ts'
import type { ErrorName } from './generated/types.ts'

// Sentences that more than one operation says. Each export makes its error when called without argument; those whose
// sentence names something take that first: `ensure(user, userDoesNotExist)`, `ensure(pool, userPoolDoesNotExist(id))`.

/** An InvalidParameterException with a sentence that only one place says. */
export const invalidParameter = (message: string) => fault('InvalidParameterException', message)

// ── Things that are not there ──

// Observed: many public reports. Any operation that names a pool.
export const userPoolDoesNotExist = (userPoolId: string) =>
  fault('ResourceNotFoundException', `User pool ${userPoolId} does not exist.`)

// Observed: public reports. Inferred: the same for a client that belongs to another pool.
export const clientDoesNotExist = (clientId: string) =>
  fault('ResourceNotFoundException', `User pool client ${clientId} does not exist.`)

// Observed: public reports (sign-in with PreventUserExistenceErrors LEGACY, and the operations of administrators).
export const userDoesNotExist = fault('UserNotFoundException', 'User does not exist.')

// Observed: recorded ForgotPassword of an unknown user, LEGACY. Inferred: ConfirmSignUp, ConfirmForgotPassword and
// ResendConfirmationCode say the same.
export const usernameClientCombinationNotFound = fault(
  'UserNotFoundException',
  'Username/client id combination not found.',
)

// Observed: one public report, cut after "Group n".
export const groupNotFound = fault('ResourceNotFoundException', 'Group not found.')

// Observed: public reports.
export const deviceDoesNotExist = fault('ResourceNotFoundException', 'Device does not exist.')

// Observed: public reports.
export const resourceServerDoesNotExist = (identifier: string) =>
  fault('ResourceNotFoundException', `Resource server ${identifier} does not exist.`)

// ── Sign-in ──

// Observed: many captures. Wrong password, and an unknown user where existence is hidden; ChangePassword too.
export const incorrectUsernameOrPassword = fault('NotAuthorizedException', 'Incorrect username or password.')

// Observed: public reports; whatever PreventUserExistenceErrors says.
export const userIsDisabled = fault('NotAuthorizedException', 'User is disabled.')

// Observed: public reports.
export const userIsNotConfirmed = fault('UserNotConfirmedException', 'User is not confirmed.')

// Observed: site-login parsers list this text beside the one for compromised passwords.
export const passwordResetRequired = fault('PasswordResetRequiredException', 'Password reset required for the user')

// Observed: a public client's fixtures. Locked after failed passwords.
export const passwordAttemptsExceeded = fault('NotAuthorizedException', 'Password attempts exceeded')

// Observed: a public client's comments. Locked after wrong MFA codes.
export const userTemporarilyLocked = fault('NotAuthorizedException', 'User temporarily locked. Try again soon')

// Observed: public reports.
export const temporaryPasswordExpired = fault(
  'NotAuthorizedException',
  'Temporary password has expired and must be reset by an administrator.',
)

// Observed: public reports for SRP_A. Inferred: the same sentence for USERNAME, PASSWORD and REFRESH_TOKEN.
export const missingRequiredParameter = (parameter: string) =>
  fault('InvalidParameterException', `Missing required parameter ${parameter}`)

// Observed: public reports (ADMIN_USER_PASSWORD_AUTH, ADMIN_NO_SRP_AUTH).
export const authFlowNotEnabled = fault('InvalidParameterException', 'Auth flow not enabled for this client')

// Observed: public reports for USER_SRP_AUTH. Inferred: CUSTOM_AUTH and REFRESH_TOKEN_AUTH by analogy.
export const flowIsNotEnabled = (flow: string) =>
  fault('InvalidParameterException', `${flow} is not enabled for the client.`)

// Observed: public reports.
export const userPasswordAuthNotEnabled = fault(
  'InvalidParameterException',
  'USER_PASSWORD_AUTH flow not enabled for this client',
)

// Observed: public reports. A flow of the other entry point (ADMIN_* through InitiateAuth).
export const authMethodNotSupported = fault('InvalidParameterException', 'Initiate Auth method not supported.')

// Observed: public reports.
export const customAuthNotConfigured = fault(
  'InvalidParameterException',
  'Custom auth lambda trigger is not configured for the user pool.',
)

// ── Sessions between two steps ──

// Observed: public captures of an email code sign-in (2026). Garbage, or another user's or client's session.
export const invalidSession = fault('NotAuthorizedException', 'Invalid session for the user.')

// Observed: same captures.
export const sessionExpired = fault('NotAuthorizedException', 'Invalid session for the user, session is expired.')

// Observed: same captures. The session was used with success before.
export const sessionUsed = fault(
  'NotAuthorizedException',
  'Invalid session for the user, session can only be used once.',
)

// ── Client secrets ──

// Observed: public reports. Wrong hash. Inferred: also a hash sent to a client without secret.
export const unableToVerifySecretHash = (clientId: string) =>
  fault('NotAuthorizedException', `Unable to verify secret hash for client ${clientId}`)

// Observed: public reports.
export const secretHashNotReceived = (clientId: string) =>
  fault('NotAuthorizedException', `Client ${clientId} is configured with secret but SECRET_HASH was not received`)

// Observed: aws-sdk-net-extensions-cognito#75. Wrong hash beside a refresh token.
export const secretHashDoesNotMatch = (clientId: string) =>
  fault('NotAuthorizedException', `SecretHash does not match for the client: ${clientId}`)

// ── Access tokens ──

// Observed: public reports. Not a JWT, another pool's, an ID token, another Region's.
export const invalidAccessToken = fault('NotAuthorizedException', 'Invalid Access Token')

// Observed: public reports.
export const accessTokenSignature = fault('NotAuthorizedException', 'Could not verify signature for Access Token')

// Observed: public reports.
export const accessTokenExpired = fault('NotAuthorizedException', 'Access Token has expired')

// Observed: public reports. Documented: AdminUserGlobalSignOut API page.
export const accessTokenRevoked = fault('NotAuthorizedException', 'Access Token has been revoked')

// Observed: public reports. The scope aws.cognito.signin.user.admin is not in the token.
export const accessTokenScope = fault('NotAuthorizedException', 'Access Token does not have required scopes')

// ── Refresh tokens ──

// Observed: public reports; the full stop of the oldest ones is gone from the newer ones.
export const invalidRefreshToken = fault('NotAuthorizedException', 'Invalid Refresh Token')

// Observed: public reports.
export const refreshTokenRevoked = fault('NotAuthorizedException', 'Refresh Token has been revoked')

// Inferred: widely quoted, no capture.
export const refreshTokenExpired = fault('NotAuthorizedException', 'Refresh Token has expired')

// ── Codes ──

// Observed: recorded ConfirmSignUp, ConfirmForgotPassword, VerifyUserAttribute.
export const codeMismatch = fault('CodeMismatchException', 'Invalid verification code provided, please try again.')

// Observed: public reports. Wrong answer to an MFA or one-time-password challenge.
export const mfaCodeMismatch = fault('CodeMismatchException', 'Invalid code received for user')

// Observed: public reports.
export const invalidCodeOrAuthState = fault('CodeMismatchException', 'Invalid code or auth state for the user.')

// Observed: public reports. Expired, used before, or never sent.
export const expiredCode = fault('ExpiredCodeException', 'Invalid code provided, please request a code again.')

// Observed: public reports.
export const softwareTokenUsed = fault('ExpiredCodeException', 'Your software token has already been used once.')

// Observed: public reports.
export const enableSoftwareTokenMfa = fault(
  'EnableSoftwareTokenMFAException',
  'Code mismatch and fail enable Software Token MFA',
)

// Documented: service model.
export const softwareTokenMfaNotFound = fault(
  'SoftwareTokenMFANotFoundException',
  'Software Token MFA has not been enabled by the userPool',
)

// ── Limits ──

// Observed: public reports. Codes requested or tried too often.
export const attemptLimitExceeded = fault(
  'LimitExceededException',
  'Attempt limit exceeded, please try after some time.',
)

// Observed: public reports.
export const rateExceeded = fault('TooManyRequestsException', 'Rate exceeded')

// ── Passwords and states ──

// Observed: public reports. The reason is one sentence without a full stop: the first rule that the password breaks.
export const passwordPolicy = (reason: string) =>
  fault('InvalidPasswordException', `Password did not conform with policy: ${reason}`)

// Observed: public reports.
export const userCannotBeConfirmed = (status: string) =>
  fault('NotAuthorizedException', `User cannot be confirmed. Current status is ${status}`)

// Observed: public reports.
export const userIsAlreadyConfirmed = fault('InvalidParameterException', 'User is already confirmed.')

// Observed: public reports. ForgotPassword and AdminResetUserPassword.
export const passwordCannotBeReset = fault(
  'NotAuthorizedException',
  'User password cannot be reset in the current state.',
)

// Observed: public reports. ForgotPassword and AdminResetUserPassword.
export const noVerifiedRecovery = fault(
  'InvalidParameterException',
  'Cannot reset password for the user as there is no registered/verified email or phone_number',
)

// Inferred: widely quoted for pools whose only recovery is admin_only.
export const contactAdministrator = fault('NotAuthorizedException', 'Contact administrator to reset password.')

// ── Usernames and attributes ──

// Observed: recorded SignUp.
export const userAlreadyExists = fault('UsernameExistsException', 'User already exists')

// Observed: public reports. Pools whose usernames are email addresses or phone numbers.
export const usernameAttributeTaken = (attribute: string) =>
  fault('UsernameExistsException', `An account with the given ${attribute} already exists.`)

// Observed: amplify-js#533 and other public reports. Inferred: the second of the three.
export const usernameForm = (forms: readonly string[]) => {
  if (forms.length > 1)
    return fault('InvalidParameterException', 'Username should be either an email or a phone number.')
  const form = forms[0] === 'email' ? 'an email' : 'a phone number'
  return fault('InvalidParameterException', `Username should be ${form}.`)
}

// Observed: public reports.
export const usernameIsEmail = fault(
  'InvalidParameterException',
  'Username cannot be of email format, since user pool is configured for email alias.',
)

// Inferred: the counterpart of the sentence above.
export const usernameIsPhoneNumber = fault(
  'InvalidParameterException',
  'Username cannot be of phone number format, since user pool is configured for phone number alias.',
)

// Observed: public reports. A verified alias of somebody else, met in an update.
export const aliasTaken = (attribute: string) =>
  fault('AliasExistsException', `An account with the given ${attribute} already exists.`)

// Documented: developer guide, managing errors. A verified alias of somebody else, met when confirming.
export const aliasTakenOnConfirm = (attribute: string) =>
  fault('AliasExistsException', `An account with the ${attribute} already exists.`)

// Observed: public reports.
export const unauthorizedAttribute = fault(
  'NotAuthorizedException',
  'A client attempted to write unauthorized attribute',
)

// Observed: public reports. A new user's; several misfits stand in one message, one a line.
export const attributesDidNotConform = (misfits: readonly string[]) =>
  fault('InvalidParameterException', `Attributes did not conform to the schema: ${misfits.join('\n')}`)

// Observed: amazon-cognito-auth-js#159, amplify-swift#1088. Those of a new user from an identity provider.
export const invalidUserAttributes = (misfits: readonly string[]) =>
  fault('InvalidParameterException', `Invalid user attributes: ${misfits.map((misfit) => `${misfit}\n`).join('')}`)

// Observed: amplify-flutter#1531, amplify-swift#3981, a project's tests against the service. A user's who exists, one a line.
export const attributesCannotChange = (misfits: readonly string[]) =>
  fault('InvalidParameterException', misfits.map((misfit) => `user.${misfit}\n`).join(''))

// Observed: the same tests, and two programs that restore users, for `sub`; aws-sdk-ios#2203, for `email_verified`.
export const nonMutableAttribute = (name: string) =>
  fault('InvalidParameterException', `Cannot modify the non-mutable attribute ${name}`)

// Observed: public reports.
export const invalidEmailFormat = fault('InvalidParameterException', 'Invalid email address format.')

// Observed: amazon-cognito-identity-js#316.
export const invalidPhoneFormat = fault('InvalidParameterException', 'Invalid phone number format.')

// Observed: public reports (SetUserMFAPreference and its administrator's twin).
export const noDeliveryFor = (factor: 'SOFTWARE_TOKEN_MFA' | 'SMS_MFA' | 'EMAIL_OTP') =>
  fault('InvalidParameterException', `User does not have delivery config set to turn on ${factor}`)

// ── Threat protection ──

// Observed: four independent clients. Refused by adaptive authentication.
export const blockedByRisk = fault('NotAuthorizedException', 'Unable to login because of security reasons.')

// Observed: a public client's comments and fixtures. Refused for the address; ForgotPassword too. Inferred: SignUp.
export const requestNotAllowed = fault('NotAuthorizedException', 'Request not allowed due to security reasons.')

// Observed: site-login parsers; no full stop at the end. Compromised password at sign-in.
export const compromisedPasswordAtSignIn = fault(
  'PasswordResetRequiredException',
  'Password reset required for user due to security reasons',
)

// Observed: a public client's fixture. Compromised password at SignUp and ConfirmForgotPassword. Inferred: every other
// operation that sets a password.
export const compromisedPassword = fault(
  'InvalidPasswordException',
  'Provided password cannot be used for security reasons.',
)

// Documented: the error is declared by the risk, event and feedback operations. Inferred: its text, never captured.
export const addOnNotEnabled = fault('UserPoolAddOnNotEnabledException', 'User pool add-ons are not enabled.')

// ── Paging ──

// Inferred: the service refuses a token that it did not issue; the text was never captured.
export const invalidPaginationToken = fault('InvalidParameterException', 'Invalid pagination token given.')

function fault(name: ErrorName, message: string): () => ApiError {
  return () => new ApiError(name, message)
}
