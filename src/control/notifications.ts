import { z } from 'zod'
import { notificationMail } from '../domain/messages/notification-texts.ts'
import { domainUrlOf } from '../domain/pools/domains.ts'
import { feedbackPath } from '../domain/risk/feedback-links.ts'
import { route } from './route.ts'
import { poolOf } from './subjects.ts'

const mail = z.object({ subject: z.string(), html: z.string().nullable(), text: z.string() })
/** A notification with everything in its place. */
export type PreviewedMail = z.output<typeof mail>

/** How notifications of threat protection would read. */
export const notificationRoutes = [
  route({
    method: 'post',
    path: '/pools/:id/notification-preview',
    says: 'A notification of threat protection as it would be sent, its places filled with an example; nothing is sent.',
    body: z.strictObject({
      name: z.enum(['BlockEmail', 'MfaEmail', 'NoActionEmail']),
      email: z
        .strictObject({ Subject: z.string(), HtmlBody: z.string().optional(), TextBody: z.string().optional() })
        .optional()
        .describe('a NotifyEmailType; the default words without one'),
    }),
    answer: mail,
    handle: ({ ctx, params, body: { name, email } }) =>
      ctx.transact((inside) => {
        const url = domainUrlOf(inside, poolOf(inside, params))
        const links = url && {
          validUrl: `${url}${feedbackPath}?feedback_value=valid`,
          invalidUrl: `${url}${feedbackPath}?feedback_value=invalid`,
        }
        return notificationMail(name, email, { ...example, ...links, at: inside.clock.now() })
      }),
  }),
]

const example = {
  username: 'ann',
  ipAddress: '203.0.113.9',
  city: 'Lagos',
  country: 'Nigeria',
  deviceName: 'Chrome Mobile 140, Android 10',
  eventId: '00000000-0000-4000-8000-000000000000',
  feedbackToken: 'an-example-of-a-token',
}
