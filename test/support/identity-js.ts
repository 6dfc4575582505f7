import {
  CognitoIdentityProvider,
  type CreateUserPoolClientCommandInput,
  type CreateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider'
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
  type ICognitoStorage,
} from 'amazon-cognito-identity-js'
import { onTestFinished } from 'vitest'
import type { EmulatorOptions } from '../../src/core.ts'
import { type Emulator, startEmulator } from '../../src/emulator.ts'
import { goodPassword } from './people.ts'
import { readyRsaKeys } from './rsa-keys.ts'

/** A pool and an app client for browsers, with an administrator's SDK and amazon-cognito-identity-js pointed at them. */
export interface AppPlace {
  readonly emulator: Emulator
  readonly admin: CognitoIdentityProvider
  readonly userPoolId: string
  readonly clientId: string
  /** The pool as an app sees it. What is kept in `storage` is what a browser would keep. */
  app(storage?: ICognitoStorage): CognitoUserPool
  /** The user as an app sees them. */
  user(username: string, storage?: ICognitoStorage): CognitoUser
  /** A confirmed user with `goodPassword`, a verified address and a verified phone. */
  register(username: string): Promise<void>
  /** The code in the newest message to the user. */
  code(username: string): Promise<string>
}

/** Opens a place for apps; `pool` and `client` are members that differ from the defaults. */
export async function appPlace({
  pool,
  client,
  emulator: options,
}: {
  pool?: Partial<CreateUserPoolCommandInput>
  client?: Partial<CreateUserPoolClientCommandInput>
  emulator?: EmulatorOptions
} = {}): Promise<AppPlace> {
  const emulator = await startEmulator({ logLevel: 'silent', makeRsaKey: readyRsaKeys(), ...options })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const admin = new CognitoIdentityProvider({ endpoint: emulator.url, region: emulator.region, credentials })
  onTestFinished(async () => {
    admin.destroy()
    await emulator.close()
  })
  const { UserPool } = await admin.createUserPool({ PoolName: 'shop', AutoVerifiedAttributes: ['email'], ...pool })
  const userPoolId = UserPool!.Id!
  const { UserPoolClient } = await admin.createUserPoolClient({
    UserPoolId: userPoolId,
    ClientName: 'web',
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    ...client,
  })
  const clientId = UserPoolClient!.ClientId!
  const app = (Storage = storageOfBrowser()) =>
    new CognitoUserPool({ UserPoolId: userPoolId, ClientId: clientId, endpoint: emulator.url, Storage })
  return {
    ...{ emulator, admin, userPoolId, clientId, app },
    user: (Username, Storage = storageOfBrowser()) => new CognitoUser({ Username, Pool: app(Storage), Storage }),
    async register(Username) {
      const user = { UserPoolId: userPoolId, Username }
      const UserAttributes = [
        ...[
          { Name: 'email', Value: `${Username}@example.com` },
          { Name: 'email_verified', Value: 'true' },
        ],
        ...[
          { Name: 'phone_number', Value: '+12065550100' },
          { Name: 'phone_number_verified', Value: 'true' },
        ],
      ]
      await admin.adminCreateUser({ ...user, UserAttributes, MessageAction: 'SUPPRESS' })
      await admin.adminSetUserPassword({ ...user, Password: goodPassword, Permanent: true })
    },
    async code(username) {
      const message = await emulator.inbox.latest({ userPoolId, username })
      return message?.code ?? ''
    },
  }
}

/** What a browser keeps between two visits. */
export function storageOfBrowser(): ICognitoStorage {
  const kept = new Map<string, string>()
  return {
    setItem: (key, value) => void kept.set(key, value),
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

/** What a step of a sign-in came to: a session, or the next challenge. */
export interface Outcome {
  readonly session?: CognitoUserSession
  /** Whether the user is to be asked if this device shall be remembered. */
  readonly asksToRemember?: boolean
  readonly challenge?: string
  readonly parameters?: unknown
}

/** One step of a sign-in, whose callbacks become an outcome or an error. */
export function step(start: (callbacks: Required<IAuthenticationCallback>) => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const challenged = (challenge: string, parameters: unknown) => resolve({ challenge, parameters })
    start({
      onSuccess: (session, asksToRemember = false) => resolve({ session, asksToRemember }),
      onFailure: reject,
      newPasswordRequired: (attributes, required) => challenged('NEW_PASSWORD_REQUIRED', { attributes, required }),
      mfaRequired: challenged,
      totpRequired: challenged,
      mfaSetup: challenged,
      selectMFAType: challenged,
      customChallenge: (parameters) => challenged('CUSTOM_CHALLENGE', parameters),
    })
  })
}

/** The first step of a sign-in with a password. */
export function signIn(user: CognitoUser, password = goodPassword): Promise<Outcome> {
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password: password })
  return step((callbacks) => user.authenticateUser(details, callbacks))
}

/** What a call answers that takes a callback of Node's kind. */
export function answer<T>(start: (callback: (error?: Error | null, result?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => start((error, result) => (error ? reject(error) : resolve(result as T))))
}

/** What a call answers that takes an object of callbacks. */
export function done<T>(
  start: (callbacks: { onSuccess: (result: T) => void; onFailure: (error: Error) => void }) => void,
): Promise<T> {
  return new Promise((onSuccess, onFailure) => start({ onSuccess, onFailure }))
}
