import { ensure } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import { type Challenge, proceed } from '../sign-in.ts'
import { readSrpA } from '../srp-exchange.ts'

/** The first half of an SRP exchange over the secret of a remembered device. */
export const DEVICE_SRP_AUTH: Challenge = {
  pose: (_ctx, { user, state }) => ({ parameters: { USERNAME: user.username, DEVICE_KEY: state.deviceKey ?? '' } }),
  answer(_ctx, signIn) {
    const { request, state } = signIn
    readSrpA(request)
    // Inferred: the challenge is about one device, and its key goes with every step.
    ensure(request.parameters['DEVICE_KEY'] === state.deviceKey, faults.deviceDoesNotExist)
    return proceed(signIn, { pending: 'DEVICE_PASSWORD_VERIFIER' })
  },
}
