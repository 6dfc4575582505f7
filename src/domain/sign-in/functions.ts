import { ensure } from '../../api/errors.ts'
import * as faults from '../../api/faults.ts'
import type { Context, FlowContext } from '../../context.ts'
import type { Client } from '../../store/schema/clients.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { hidesExistence } from '../clients/existence.ts'
import { functionOf } from '../pools/functions.ts'
import { preAuthentication } from '../triggers/authentication.ts'
import { migrateUser } from '../triggers/migration.ts'
import type { SignInRequest } from './request.ts'
import type { Outcome } from './sign-in.ts'

/** What the pool's functions are asked before the credentials are looked at. */
export interface Question {
  readonly pool: Pool
  readonly client: Client
  /** As the caller wrote it. */
  readonly name: string
  readonly user: User | undefined
  /** Undefined where the flow does not carry it, so that nobody can be brought in from elsewhere. */
  readonly password?: string | undefined
}

/** A first step that has to wait for the answer to a question. */
export interface Asking {
  readonly ask: Question
}

/** Whether the pool has a function to which a question goes. */
export function isAsked(ctx: Pick<Context, 'settings'>, question: Question): boolean {
  return migrates(ctx, question) || hears(ctx, question)
}

/** Takes a first step; with the pool's functions in between it is taken again, and checks everything again. */
export async function takeFirstStep(
  ctx: FlowContext,
  request: SignInRequest,
  step: (ctx: Context, asked: boolean) => Outcome | Asking,
): Promise<Outcome> {
  for (let asked = false; ; asked = true) {
    const taken = ctx.transact((inside) => step(inside, asked))
    if (!('ask' in taken)) return taken
    await askBefore(ctx, request, taken.ask)
  }
}

// Documented: InitiateAuth API page. Its metadata arrives as validation data. Inferred: in both members of UserMigration.
async function askBefore(ctx: FlowContext, request: SignInRequest, question: Question): Promise<void> {
  const { pool, client, name, password } = question
  const { clientMetadata } = request
  let { user } = question
  if (migrates(ctx, question)) {
    const unknown = { userName: name, clientId: client.id, password, validationData: clientMetadata, clientMetadata }
    user = await migrateUser(ctx, pool, { source: 'Authentication', ...unknown })
    // Documented: migrate user page. Inferred: whatever the client hides, since there was somebody to bring in.
    ensure(user?.status !== 'RESET_REQUIRED', faults.passwordResetRequired)
  }
  const known = { ...question, user }
  if (hears(ctx, known)) {
    await preAuthentication(ctx, pool, { client, username: name, user, validationData: clientMetadata })
  }
}

function migrates(ctx: Pick<Context, 'settings'>, { pool, user, password }: Question): boolean {
  return user === undefined && password !== undefined && functionOf(ctx, pool, 'UserMigration') !== undefined
}

// Documented: pre authentication page. It hears of unknown names only where existence is hidden.
function hears(ctx: Pick<Context, 'settings'>, { pool, client, user }: Question): boolean {
  return (user !== undefined || hidesExistence(client)) && functionOf(ctx, pool, 'PreAuthentication') !== undefined
}
