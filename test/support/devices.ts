import type { InitiateAuthResponse } from '../../src/api/generated/types.ts'
import { srpDate } from '../../src/base/aws-date.ts'
import type { Place, PlaceOptions } from './people.ts'
import { respond, signIn, type Tokens } from './sign-in.ts'
import { deviceSecretVerifier } from './srp-client.ts'
import { client } from './srp-sign-in.ts'

/** A device as its client keeps it. */
export interface ClientDevice {
  readonly key: string
  readonly groupKey: string
}

const devicePassword = 'ZGV2aWNlLXNlY3JldA=='
const salt = '90ab12cd34ef56ab78cd90ef12ab34cd'

/** A pool that remembers devices; `asked` wants the user's word for it. */
export const tracking = ({ challenged = true, asked = false } = {}): PlaceOptions => ({
  pool: {
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: challenged, DeviceOnlyRememberedOnUserPrompt: asked },
  },
})

/** Registers the device that the tokens of a sign-in name. */
export async function confirm(shop: Place, tokens: Tokens, DeviceName = 'phone'): Promise<ClientDevice> {
  const { DeviceKey = '', DeviceGroupKey = '' } = tokens.NewDeviceMetadata!
  const device = { key: DeviceKey, groupKey: DeviceGroupKey }
  const DeviceSecretVerifierConfig = deviceSecretVerifier(device, devicePassword, salt)
  await shop.call('ConfirmDevice', {
    AccessToken: tokens.AccessToken,
    DeviceKey,
    DeviceName,
    DeviceSecretVerifierConfig,
  })
  return device
}

/** Signs in with a password and the device's key. */
export function signInWith(shop: Place, username: string, { key }: ClientDevice): Promise<InitiateAuthResponse> {
  const AuthParameters = { USERNAME: username, PASSWORD: 'Tr0ub4dor&3-horse', DEVICE_KEY: key }
  return signIn(shop, username, '', { AuthParameters })
}

/** Answers DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER. */
export async function proveDevice(
  shop: Place,
  username: string,
  pending: InitiateAuthResponse,
  device: ClientDevice,
  password = devicePassword,
): Promise<InitiateAuthResponse> {
  const named = { DEVICE_KEY: device.key }
  const half = await respond(shop, username, pending, { ...named, SRP_A: client.SRP_A })
  const { SALT = '', SRP_B = '', SECRET_BLOCK = '' } = half.ChallengeParameters ?? {}
  const identity = { poolName: device.groupKey, userId: device.key }
  const TIMESTAMP = srpDate(shop.clock.now())
  const proof = client.respond({ identity, password, SALT, SRP_B, SECRET_BLOCK, TIMESTAMP })
  return respond(shop, username, half, { ...named, ...proof })
}
