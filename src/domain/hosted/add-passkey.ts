import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import {
  completeRegistration,
  proveRegistration,
  readRegistration,
  startRegistration,
} from '../credentials/passkey-registration.ts'

/** Who adds a passkey, and where. */
export interface PasskeyOwner {
  readonly pool: Pool
  readonly client: Client
  readonly user: User
}

/** What the browser needs to make a passkey, as JSON. */
export function passkeyOptions(ctx: Context, { pool, client, user }: PasskeyOwner): string {
  return JSON.stringify(startRegistration(ctx, pool, client, user))
}

/** Adds the passkey that the browser made; `given` is what it said, as JSON. */
export async function addPasskey(ctx: FlowContext, owner: PasskeyOwner, given: string): Promise<void> {
  const credential = parse(given)
  const registration = ctx.transact((inside) => readRegistration(inside, owner, credential))
  const made = await proveRegistration(ctx, registration)
  ctx.transact((inside) => {
    completeRegistration(inside, owner, credential, made)
    return null
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
