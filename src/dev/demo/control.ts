import type { Evaluation } from '../../store/schema/events.ts'

export type { Evaluation }

/** A message of the inbox, as far as the demo reads it. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly code?: string
  readonly feedback?: { readonly eventId: string; readonly token: string; validUrl?: string; invalidUrl?: string }
}

/** What POST /sign-ins answers, as far as the demo reads it. */
export interface Simulated {
  readonly evaluation: Evaluation | null
  readonly outcome: { ChallengeName?: string; Session?: string; error?: { code: string; message: string } }
  readonly message?: Mail
}

/** Circumstances of an attempt, as the control API takes them. */
export interface Circumstances {
  readonly ipAddress: string
  readonly userAgent: string
  readonly deviceId?: string | undefined
  readonly rememberedDevice?: boolean | undefined
  readonly timezone?: string | undefined
  readonly city?: string | undefined
  readonly country?: string | undefined
  readonly asn?: number | undefined
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
  /** ISO 8601. */
  readonly at?: string | undefined
}

/** The calls of the control API that the demo makes. */
export interface Control {
  seed(seed: object): Promise<void>
  setClock(at: number): Promise<void>
  signIn(attempt: { username: string; password?: string; context: Circumstances }): Promise<Simulated>
  preview(username: string, context: Circumstances): Promise<Evaluation>
  evaluationOf(username: string, eventId: string): Promise<Evaluation>
  /** The newest message of a kind to a user. */
  latestMail(username: string, kind: string): Promise<Mail>
}

/** A client of the control API for one pool and app client. */
export function controlOf(url: string, userPoolId: string, clientId: string): Control {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}/_emulator/api${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const user = (username: string) => `/pools/${userPoolId}/users/${encodeURIComponent(username)}`
  return {
    seed: (seed) => call('POST', '/seed', seed),
    setClock: (at) => call('PUT', '/clock', { now: new Date(at).toISOString(), frozen: true }),
    signIn: (attempt) => call('POST', '/sign-ins', { userPoolId, clientId, ...attempt }),
    preview: async (username, context) =>
      (await call<{ evaluation: Evaluation }>('POST', `${user(username)}/risk/preview`, { clientId, ...context }))
        .evaluation,
    evaluationOf: async (username, eventId) =>
      (await call<{ evaluation: Evaluation }>('GET', `${user(username)}/events/${eventId}`)).evaluation,
    async latestMail(username, kind) {
      const query = new URLSearchParams({ userPoolId, username, kind, limit: '1' })
      const { messages } = await call<{ messages: Mail[] }>('GET', `/inbox?${query}`)
      if (!messages[0]) throw new Error(`${username} got no message of kind ${kind}.`)
      return messages[0]
    },
  }
}
