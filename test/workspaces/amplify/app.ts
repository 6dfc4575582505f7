import { Amplify } from 'aws-amplify'
import { signOut } from 'aws-amplify/auth'
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import { ConsoleLogger, type KeyValueStorageInterface } from 'aws-amplify/utils'
import { onTestFinished } from 'vitest'
import { type AppPlace, appPlace, storageOfBrowser } from '../../support/identity-js.ts'

// It would warn of every endpoint that is not the service's.
ConsoleLogger.LOG_LEVEL = 'ERROR'

/** A place for apps, and Amplify configured for it until the test ends. */
export async function amplifyPlace(options: Parameters<typeof appPlace>[0] = {}): Promise<AppPlace> {
  const place = await appPlace(options)
  const { userPoolId, clientId, emulator } = place
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId: clientId, userPoolEndpoint: emulator.url } } })
  cognitoUserPoolsTokenProvider.setKeyValueStorage(keeping())
  onTestFinished(() => signOut())
  return place
}

/** A browser that knows nothing yet. */
function keeping(): KeyValueStorageInterface {
  const kept = storageOfBrowser()
  return {
    setItem: async (key, value) => kept.setItem(key, value),
    getItem: async (key) => kept.getItem(key),
    removeItem: async (key) => kept.removeItem(key),
    clear: async () => kept.clear(),
  }
}
