import { CompactSign } from 'jose'
import { rsaKey } from '../../domain/tokens/keys.ts'
import { newEntry } from '../../kernel/request-log.ts'
import { type Figure, inTurn } from './measure.ts'
import { makeWorld } from './world.ts'

/** A risk-evaluated, persisted USER_PASSWORD_AUTH sign-in, against the two RS256 signatures that it must make. */
export async function signIn(): Promise<Figure[]> {
  const world = await makeWorld({ users: 500, events: 10_000 })
  try {
    await world.signIn()
    const request = { id: 'bench', operation: 'InitiateAuth', ipAddress: '127.0.0.1', userAgent: undefined }
    const ctx = world.core.kernel.open(newEntry(request, 0), request, undefined)
    const key = await rsaKey(ctx, world.poolId, 'access')
    // As large as the claims of an ordinary token.
    const payload = new TextEncoder().encode(JSON.stringify({ claims: 'x'.repeat(600) }))
    const sign = () => new CompactSign(payload).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(key.privateKey)
    const times = await inTurn(400, {
      signIn: () => world.signIn(),
      signatures: async () => {
        await sign()
        await sign()
      },
    })
    return [
      { name: 'USER_PASSWORD_AUTH sign-in, risk evaluated and stored (median)', value: times.signIn, unit: 'ms' },
      { name: 'two RS256 signatures, one after the other (median)', value: times.signatures, unit: 'ms' },
      { name: 'sign-in over its two signatures', value: times.signIn / times.signatures, unit: 'x', atMost: 2 },
    ]
  } finally {
    world.close()
  }
}
