import type { ClientMetadataType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import type { Pool } from '../../store/schema/pools.ts'
import type { User } from '../../store/schema/users.ts'
import { filledEmail, invitationTemplate } from './code-texts.ts'
import { writeMessage } from './outbox.ts'
import { emailSender, smsSender } from './senders.ts'
import { fillTemplate } from './templates.ts'

/** An invitation to a user whom an administrator made. */
export interface Invitation {
  readonly pool: Pool
  readonly user: User
  readonly channel: 'email' | 'sms'
  readonly to: string
  /** The name that the user signs in with: what the administrator typed. */
  readonly name: string
  /** Undefined for a user without password. */
  readonly temporaryPassword: string | undefined
  readonly clientMetadata?: ClientMetadataType | undefined
}

/** Writes an invitation in the pool's words; the temporary password is kept as the message's code. */
export function sendInvitation(ctx: Context, invitation: Invitation): void {
  const { pool, user, channel, to, name, temporaryPassword, clientMetadata } = invitation
  const { subject, body } = invitationTemplate(pool, channel, temporaryPassword !== undefined)
  const values = { '####': temporaryPassword ?? '', username: name }
  const common = {
    poolId: pool.id,
    userId: user.id,
    username: user.username,
    kind: 'AdminCreateUser' as const,
    to,
    code: temporaryPassword ?? null,
  }
  const source = { pool, name, clientMetadata }
  if (channel === 'sms') {
    writeMessage(ctx, { ...common, channel, from: smsSender(pool), text: fillTemplate(body, values, 'text') }, source)
    return
  }
  writeMessage(ctx, { ...common, ...emailSender(pool), channel, ...filledEmail({ subject, body }, values) }, source)
}
