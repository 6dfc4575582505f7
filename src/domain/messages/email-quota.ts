import { and, desc, eq } from 'drizzle-orm'
import { declares } from '../../api/declared.ts'
import { ApiError, ensure, keepingWrites } from '../../api/errors.ts'
import type { Context } from '../../context.ts'
import { messages } from '../../store/schema/messages.ts'
import { isDefaultSender } from './senders.ts'

// Documented: quotas page. For all pools together; the days begin at 09:00 UTC.
const emailsADay = 50
const aDay = 86_400_000
const dayBegins = 9 * 3_600_000

/**
 * While the setting `quotas` is on, throws where the address that all pools share has sent its e-mails of the day; what was
 * written before stays. Observed: public reports, the text. Documented: SignUp API page; the user is there nevertheless.
 */
export function requireEmailQuota(ctx: Context, from: string): void {
  const counted = ctx.settings.quotas && isDefaultSender(from)
  if (!counted || !declares(ctx.request.operation, 'LimitExceededException')) return
  const now = ctx.clock.now()
  const today = now - ((now - dayBegins) % aDay)
  const lastOfQuota = ctx.tx
    .select({ at: messages.createdAt })
    .from(messages)
    .where(and(eq(messages.channel, 'email'), eq(messages.from, from)))
    .orderBy(desc(messages.seq))
    .limit(1)
    .offset(emailsADay - 1)
    .get()
  ensure(!lastOfQuota || lastOfQuota.at < today, () =>
    keepingWrites(
      new ApiError(
        'LimitExceededException',
        'Exceeded daily email limit for the operation or the account. If a higher limit is required, please configure ' +
          'your user pool to use your own Amazon SES configuration for sending email.',
      ),
    ),
  )
}
