import { createHmac } from 'node:crypto'
import {
  AdminListUserAuthEventsCommand,
  type AuthEventType,
  type AuthenticationResultType,
  CognitoIdentityProviderServiceException,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UpdateAuthEventFeedbackCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { Circumstances, Mail } from './control.ts'
import type { SignIn } from './sample.ts'
import { password, type Shop } from './shop.ts'

/** What became of a sign-in through the SDK. */
export interface Result {
  readonly event: AuthEventType
  readonly refusal?: { name: string; message: string }
  readonly challenge?: string | undefined
  readonly tokens?: AuthenticationResultType | undefined
}

/** Signs in as an application's server does on behalf of a browser: with its address and its device data. */
export async function signIn(shop: Shop, record: SignIn): Promise<Result> {
  const { cognito, userPoolId, clientId } = shop
  const { username } = record
  const outcome = await cognito
    .send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH: secretHash(shop, username) },
        UserContextData: { IpAddress: record.ipAddress, EncodedData: encodedData(shop, record) },
      }),
    )
    .then(({ ChallengeName, AuthenticationResult }) => ({ challenge: ChallengeName, tokens: AuthenticationResult }))
    .catch((error: unknown) => ({ refusal: refusalOf(error) }))
  const { AuthEvents } = await cognito.send(
    new AdminListUserAuthEventsCommand({ UserPoolId: userPoolId, Username: username, MaxResults: 1 }),
  )
  return { event: AuthEvents![0]!, ...outcome }
}

/** Answers the challenge by e-mail; resolves to whether the code was right. */
export async function answerChallenge(
  shop: Shop,
  { username, session, code }: { username: string; session: string; code: string },
): Promise<boolean> {
  const answer = new RespondToAuthChallengeCommand({
    ClientId: shop.clientId,
    ChallengeName: 'EMAIL_OTP',
    Session: session,
    ChallengeResponses: { USERNAME: username, EMAIL_OTP_CODE: code, SECRET_HASH: secretHash(shop, username) },
  })
  return shop.cognito.send(answer).then(
    () => true,
    (error: unknown) => {
      if (refusalOf(error).name === 'CodeMismatchException') return false
      throw error
    },
  )
}

/** Answers a notification with the token in it, as the page of a one-click link does; nobody has to be signed in. */
export async function answerMail(
  { cognito, userPoolId }: Shop,
  username: string,
  { feedback }: Mail,
  value: 'Valid' | 'Invalid',
): Promise<void> {
  const { eventId, token } = feedback!
  await cognito.send(
    new UpdateAuthEventFeedbackCommand({
      UserPoolId: userPoolId,
      Username: username,
      EventId: eventId,
      FeedbackToken: token,
      FeedbackValue: value,
    }),
  )
}

/** The circumstances that `signIn` sends, for the control API: the place comes from the address. */
export function sentBy(record: SignIn): Circumstances {
  const { ipAddress, userAgent, deviceId } = record
  return { ipAddress, userAgent, deviceId, timezone: offsetOf(record), at: new Date(record.at).toISOString() }
}

/** Device data in the form of the browsers' library: signed with the client id, which is no secret. */
function encodedData({ clientId, userPoolId }: Shop, record: SignIn): string {
  const { username, deviceId, userAgent, at } = record
  const contextData = { DeviceId: deviceId, UserAgent: userAgent, ClientTimezone: offsetOf(record) }
  const payload = JSON.stringify({ contextData, username, userPoolId, timestamp: String(at) })
  const version = 'JS20171115'
  const signature = createHmac('sha256', clientId)
    .update(version + payload)
    .digest('base64')
  return Buffer.from(JSON.stringify({ payload, signature, version })).toString('base64')
}

/** `+03:00`: what a client in the record's time zone sends at that moment. */
function offsetOf({ timezone, at }: SignIn): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(({ type }) => type === 'timeZoneName')!.value
  return name === 'GMT' ? '+00:00' : name.replace('GMT', '')
}

function secretHash({ clientId, clientSecret }: Shop, username: string): string {
  return createHmac('sha256', clientSecret)
    .update(username + clientId)
    .digest('base64')
}

function refusalOf(error: unknown): { name: string; message: string } {
  if (error instanceof CognitoIdentityProviderServiceException) return { name: error.name, message: error.message }
  throw error
}
