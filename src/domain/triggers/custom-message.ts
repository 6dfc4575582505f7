import type { FlowContext } from '../../context.ts'
import type { Message } from '../../store/schema/messages.ts'
import type { Pool } from '../../store/schema/pools.ts'
import { filledEmail } from '../messages/code-texts.ts'
import { draftsOf, failDrafts, finishDraft } from '../messages/deliveries.ts'
import { fillTemplate } from '../messages/templates.ts'
import { findPool } from '../pools/pools.ts'
import { findUserById } from '../users/users.ts'
import { type Answer, readText } from './answer.ts'
import { callTrigger } from './call.ts'

/**
 * Asks CustomMessage for the words of every message that the request has drafted, and lets them leave. To be awaited
 * after the transactions of the request. An error of the function refuses the request; what was committed stays.
 */
export async function wordDrafts(ctx: FlowContext): Promise<void> {
  const drafts = ctx.transact((inside) => draftsOf(inside, ctx.request.id))
  for (const draft of drafts) {
    const pool = ctx.transact((inside) => findPool(inside, draft.poolId) ?? null)
    if (!pool) continue
    const words = await askForWords(ctx, pool, draft)
    ctx.transact((inside) => finishDraft(inside, pool, draft, words))
  }
}

type Words = Partial<Pick<Message, 'subject' | 'html' | 'text'>>

async function askForWords(ctx: FlowContext, pool: Pool, draft: Message): Promise<Words> {
  try {
    const answer = await ask(ctx, pool, draft)
    return answer ? wordsOf(ctx, pool, draft, answer) : {}
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    ctx.transact((inside) => failDrafts(inside, why, ctx.request.id))
    throw error
  }
}

function ask(ctx: FlowContext, pool: Pool, draft: Message): Promise<Answer | undefined> {
  const { kind, username, userId, origin } = draft
  const user = ctx.transact((inside) => (userId === null ? null : (findUserById(inside, userId) ?? null)))
  return callTrigger(ctx, pool, 'CustomMessage', {
    source: `CustomMessage_${kind}`,
    userName: username,
    clientId: origin?.clientId,
    user: user ?? undefined,
    request: {
      codeParameter: '{####}',
      linkParameter: '{##Click Here##}',
      usernameParameter: kind === 'AdminCreateUser' ? '{username}' : null,
      clientMetadata: origin?.clientMetadata,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  })
}

/** Documented: VerificationMessageTemplateType, for the lengths. Inferred: longer words count as none. */
const longest = { smsMessage: 140, emailMessage: 20_000, emailSubject: 140 }

function wordsOf(ctx: FlowContext, pool: Pool, draft: Message, answer: Answer): Words {
  const { channel, kind, code, link, origin, username } = draft
  const values = { '####': code ?? '', username: origin?.name ?? username, link: link ?? '' }
  const body = usable(readText(answer, channel === 'sms' ? 'smsMessage' : 'emailMessage'), kind, channel)
  const subject = readText(answer, 'emailSubject')
  if (channel === 'sms') return body === undefined ? {} : { text: fillTemplate(body, values, 'text') }
  if (body !== undefined && pool.settings.EmailConfiguration?.EmailSendingAccount !== 'DEVELOPER') {
    // Documented: custom message page, that this is an InvalidLambdaResponseException. Observed: public reports of pools
    // with the default sender whose users got the function's words (amazon-cognito-identity-js#396, amplify-cli#4341).
    ctx.warn(
      `Pool ${pool.id}: CustomMessage words e-mails, but the pool does not send them by an SES account of its own.`,
    )
  }
  return {
    ...(body !== undefined && emailBody(body, values)),
    ...(subject && subject.length <= longest.emailSubject && { subject: fillTemplate(subject, values, 'subject') }),
  }
}

function emailBody(body: string, values: Readonly<Record<string, string>>): Words {
  const { html, text } = filledEmail({ subject: undefined, body }, values)
  return { html, text }
}

// Documented: custom message page. The text must hold the code's place (in an invitation the name's, too), or the pool's
// own is sent. Inferred: the place of a link will do as well.
function usable(text: string | undefined, kind: Message['kind'], channel: Message['channel']): string | undefined {
  if (!text || text.length > (channel === 'sms' ? longest.smsMessage : longest.emailMessage)) return undefined
  const named = kind !== 'AdminCreateUser' || text.includes('{username}')
  return named && (text.includes('{####}') || text.includes('{##')) ? text : undefined
}
