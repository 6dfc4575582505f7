import { expect } from 'vitest'
import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from '../../src/api/generated/types.ts'
import type { EmulatorOptions } from '../../src/core.ts'
import { type Message, messages } from '../../src/store/schema/messages.ts'
import { type TestEmulator, testEmulator } from './emulator.ts'

/** An emulator with one pool and one app client, and a look into its inbox. */
export interface Place extends TestEmulator {
  readonly poolId: string
  readonly clientId: string
  /** Present when the client was made with one. */
  readonly clientSecret: string | undefined
  /** Everything that was sent, oldest first. */
  inbox(): Message[]
  /** The code in the message sent last. */
  lastCode(): string
}

/** What to set up: members of the pool and of the client that differ from the defaults. */
export interface PlaceOptions {
  readonly pool?: Partial<CreateUserPoolRequest>
  readonly client?: Partial<CreateUserPoolClientRequest>
  readonly emulator?: EmulatorOptions
}

/** A password that fits the default policy and is in no list of common ones. */
export const goodPassword = 'Tr0ub4dor&3-horse'
/** Another one. */
export const betterPassword = 'Quartz#84-lantern'

/** A pool that verifies e-mail addresses, and a client for signing in with a password. */
export async function place({ pool, client, emulator }: PlaceOptions = {}): Promise<Place> {
  const test = testEmulator(emulator)
  const made = await test.call('CreateUserPool', { PoolName: 'shop', AutoVerifiedAttributes: ['email'], ...pool })
  const poolId = made.UserPool!.Id!
  const { UserPoolClient } = await test.call('CreateUserPoolClient', {
    UserPoolId: poolId,
    ClientName: 'web',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    ...client,
  })
  const inbox = () => test.core.store.tx.select().from(messages).orderBy(messages.seq).all()
  return {
    ...test,
    poolId,
    clientId: UserPoolClient!.ClientId!,
    clientSecret: UserPoolClient!.ClientSecret,
    inbox,
    lastCode: () => inbox().at(-1)!.code!,
  }
}

/** Attributes as the API wants them. */
export function attributes(values: Record<string, string>): { Name: string; Value: string }[] {
  return Object.entries(values).map(([Name, Value]) => ({ Name, Value }))
}

/** A confirmed user with a password, made by the administrator, whose address is verified. */
export async function confirmedUser(
  { call, poolId }: Place,
  username: string,
  values: Record<string, string> = { email: `${username}@example.com`, email_verified: 'true' },
): Promise<string> {
  const { User } = await call('AdminCreateUser', {
    UserPoolId: poolId,
    Username: username,
    UserAttributes: attributes(values),
    MessageAction: 'SUPPRESS',
  })
  await call('AdminSetUserPassword', {
    UserPoolId: poolId,
    Username: username,
    Password: goodPassword,
    Permanent: true,
  })
  return User!.Attributes!.find(({ Name }) => Name === 'sub')!.Value!
}

/** The user's attributes as AdminGetUser shows them, without `sub`. */
export async function attributesOf({ call, poolId }: Place, username: string): Promise<Record<string, string>> {
  const { UserAttributes = [] } = await call('AdminGetUser', { UserPoolId: poolId, Username: username })
  return Object.fromEntries(UserAttributes.filter(({ Name }) => Name !== 'sub').map((a) => [a.Name!, a.Value!]))
}

/** The user's status as AdminGetUser shows it. */
export async function statusOf({ call, poolId }: Place, username: string): Promise<string | undefined> {
  return (await call('AdminGetUser', { UserPoolId: poolId, Username: username })).UserStatus
}

/** An access token of the user, who signs in with a password only. */
export async function signIn({ call, clientId }: Place, username: string, password = goodPassword): Promise<string> {
  const { AuthenticationResult } = await call('InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  })
  return AuthenticationResult!.AccessToken!
}

/** What every operation with an access token answers to tokens that no longer hold. Ends with the user deleted. */
export async function refusesEndedTokens(
  shop: Place,
  username: string,
  ask: (AccessToken: string) => Promise<unknown>,
): Promise<void> {
  const user = { UserPoolId: shop.poolId, Username: username }
  const refusal = (name: string, message: string) => ({ name, message })
  const token = await signIn(shop, username)
  await expect(ask('nonsense')).rejects.toMatchObject(refusal('NotAuthorizedException', 'Invalid Access Token'))
  await shop.call('AdminResetUserPassword', user)
  await expect(ask(token)).rejects.toMatchObject(
    refusal('PasswordResetRequiredException', 'Password reset required for the user'),
  )
  await shop.call('AdminUserGlobalSignOut', user)
  await expect(ask(token)).rejects.toMatchObject(refusal('NotAuthorizedException', 'Access Token has been revoked'))
  await shop.call('AdminDeleteUser', user)
  await expect(ask(token)).rejects.toMatchObject(refusal('UserNotFoundException', 'User does not exist.'))
}
