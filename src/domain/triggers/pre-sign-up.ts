import { ensure } from '../../api/errors.ts'
import { invalidParameter } from '../../api/faults.ts'
import type { FlowContext } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { readFlag } from './answer.ts'
import { callTrigger } from './call.ts'

/** A user who is about to be made. */
export interface NewUser {
  readonly source: 'SignUp' | 'AdminCreateUser' | 'ExternalProvider'
  readonly userName: string
  readonly attributes: ReadonlyMap<string, string>
  readonly clientId?: string | undefined
  /** Observed: null in the event where the request has none. */
  readonly validationData?: Readonly<Record<string, string>> | undefined
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined
}

/** What the function decided about the new user. */
export interface PreSignUpAnswer {
  readonly autoConfirmUser: boolean
  readonly autoVerifyEmail: boolean
  readonly autoVerifyPhone: boolean
}

/** Asks PreSignUp before a user is made; without a function nothing is confirmed or verified. */
export async function preSignUp(ctx: FlowContext, pool: Pool, user: NewUser): Promise<PreSignUpAnswer> {
  const { source, userName, attributes, clientId, validationData, clientMetadata } = user
  const answer = await callTrigger(ctx, pool, 'PreSignUp', {
    source: `PreSignUp_${source}`,
    userName,
    clientId,
    request: {
      userAttributes: eventAttributes(user),
      validationData: validationData ?? (source === 'ExternalProvider' ? {} : null),
      clientMetadata,
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  })
  if (!answer) return untouched
  const decided = {
    autoConfirmUser: readFlag(answer, 'autoConfirmUser') ?? false,
    autoVerifyEmail: readFlag(answer, 'autoVerifyEmail') ?? false,
    autoVerifyPhone: readFlag(answer, 'autoVerifyPhone') ?? false,
  }
  // Documented: pre sign-up page. Users whom an administrator makes are neither confirmed nor verified by the function.
  if (source === 'AdminCreateUser') return untouched
  requireAttribute(attributes, 'email', decided.autoVerifyEmail)
  requireAttribute(attributes, 'phone_number', decided.autoVerifyPhone)
  return decided
}

// Observed: logs of public functions. Users of identity providers come with both aliases, empty, and empty validation data.
function eventAttributes({ source, attributes }: NewUser): Record<string, string> {
  const aliases = source === 'ExternalProvider' ? { 'cognito:email_alias': '', 'cognito:phone_number_alias': '' } : {}
  return { ...aliases, ...Object.fromEntries(attributes) }
}

const untouched: PreSignUpAnswer = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false }

// Documented: pre sign-up page, that it is an error. Inferred: its sentence.
function requireAttribute(attributes: ReadonlyMap<string, string>, name: string, verified: boolean): void {
  ensure(!verified || attributes.get(name), invalidParameter(`Cannot auto verify ${name} because it is not provided.`))
}
