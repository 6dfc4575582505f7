import { ApiError } from '../api/errors.ts'
import type { HostedStep } from '../domain/hosted/sign-in.ts'
import { failed } from './authorize.ts'
import { pathOf } from './challenge-paths.ts'
import { finish } from './finish.ts'
import { goOn, type LoginVisit } from './login-visit.tsx'

/** Goes where a step of a sign-in leads: back to the client, or to the page of the next challenge. */
export async function follow(visit: LoginVisit, username: string, step: HostedStep): Promise<Response> {
  if (!('success' in step)) {
    const { challenge, parameters, session, available } = step
    const kept = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined))
    const progress = { step: 'challenge', username, challenge, session, available } as const
    return goOn(visit, pathOf(challenge), { ...progress, parameters: kept as Record<string, string> })
  }
  const { user, eventId, signInName, device } = step.success
  const facts = { signInName, ...(device.deviceKey !== undefined && { deviceKey: device.deviceKey }) }
  return finish(visit.request, visit.login, { user, eventId, facts }).catch((error: unknown) =>
    failed(visit.login, error),
  )
}

/** What a page says about an error of the step that it asked for; anything else is thrown on. */
export function sayOf(error: unknown): string {
  if (error instanceof ApiError && error.status < 500) return error.message
  throw error
}
