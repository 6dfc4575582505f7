import { keepingWrites } from '../../../api/errors.ts'
import * as faults from '../../../api/faults.ts'
import { getDevice, groupKeyOf } from '../../devices/devices.ts'
import { finishSignIn } from '../../risk/protect.ts'
import { closeSession } from '../sessions.ts'
import { type Challenge, proceed } from '../sign-in.ts'
import { beginExchange, proves, readClaim, readSrpA } from '../srp-exchange.ts'

/** The proof, by SRP, that the client holds the secret of a remembered device. */
export const DEVICE_PASSWORD_VERIFIER: Challenge = {
  pose(ctx, { user, state, request }) {
    const device = getDevice(ctx, user, state.deviceKey ?? '')
    const exchange = beginExchange(ctx, readSrpA(request), device)
    return {
      parameters: { ...exchange.parameters, USERNAME: user.username, DEVICE_KEY: device.key },
      state: { srp: exchange.state },
    }
  },
  answer(ctx, signIn) {
    const { user, state, request, session } = signIn
    const claim = readClaim(request)
    const device = getDevice(ctx, user, state.deviceKey ?? '')
    if (session) closeSession(ctx, session)
    // Observed: amazon-cognito-identity-js. The pool's name and the user are group key and key of the device.
    const identity = { poolName: groupKeyOf(ctx, device.key), userId: device.key }
    // Inferred: the text, that of a wrong password.
    if (!proves(claim, state.srp!, identity, device)) throw keepingWrites(faults.incorrectUsernameOrPassword())
    if (state.eventId) finishSignIn(ctx, state.eventId, { verified: true, passed: undefined })
    // Documented: device page. It takes the place of the second factor. Inferred: also of one that risk asks for.
    return proceed(signIn, { mfaDone: true, deviceProved: true })
  },
}
