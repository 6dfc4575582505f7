import { eq } from 'drizzle-orm'
import type { ClientSSOSessionConfigType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { type Client, clients } from '../../store/schema/clients.ts'

/** Minutes for which a session of the hosted pages saves a sign-in to the client. Documented: SDK of 2026, 60 unless set. */
export function ssoMinutesOf(client: Client): number {
  return client.ssoMinutes ?? 60
}

/** Replaces the client's configuration of sessions; 0 means that each sign-in asks again. */
export function setSsoMinutes({ tx }: Pick<Context, 'tx'>, client: Client, ssoMinutes: number): Client {
  tx.update(clients).set({ ssoMinutes }).where(eq(clients.id, client.id)).run()
  return { ...client, ssoMinutes }
}

/** The configuration as both operations show it. */
export function toClientSessionConfiguration(client: Client): {
  UserPoolId: string
  ClientId: string
  SSOSession: ClientSSOSessionConfigType
} {
  return {
    UserPoolId: client.poolId,
    ClientId: client.id,
    SSOSession: { MaxValidityMinutes: ssoMinutesOf(client) },
  }
}
