import type {
  AccountTakeoverEventActionType,
  NotifyEmailType,
  RiskConfigurationType,
  SetRiskConfigurationRequest,
} from '../api/generated/types.ts'
import type { Wire } from './ask.ts'
import type { Visit } from './visit.ts'

/** A risk configuration as it is set and shown, without its pool and client. */
export type RiskParts = Omit<SetRiskConfigurationRequest, 'UserPoolId' | 'ClientId'>

/** The levels that have an action of their own. */
export const levels = ['Low', 'Medium', 'High'] as const
/** The notifications, by the names that the API has for them. */
export const mails = ['BlockEmail', 'MfaEmail', 'NoActionEmail'] as const
/** When passwords can be looked at. */
export const filters = ['SIGN_IN', 'SIGN_UP', 'PASSWORD_CHANGE'] as const

/** The parts of a described configuration that can be set again. */
export function partsOf(described: Wire<RiskConfigurationType> | undefined): RiskParts {
  const { UserPoolId: _, ClientId: _client, LastModifiedDate: _date, ...parts } = described ?? {}
  return parts
}

/** Reads the editor's form. A part whose fields say nothing is left out. */
export function readRiskForm({ field, fields, text }: Pick<Visit, 'field' | 'fields' | 'text'>): RiskParts {
  const actions = levels.flatMap((level) => {
    const EventAction = field(`action-${level}`) as AccountTakeoverEventActionType | undefined
    const Notify = field(`notify-${level}`) !== undefined
    return EventAction === undefined ? [] : [[`${level}Action`, { Notify, EventAction }] as const]
  })
  const SourceArn = field('source')
  const From = field('from')
  const ReplyTo = field('reply')
  const compromised = field('compromised')
  const filter = filters.filter((name) => fields('filter').includes(name))
  const blocked = linesOf(field('blocked'))
  const skipped = linesOf(field('skipped'))
  return {
    ...((actions.length > 0 || SourceArn !== undefined) && {
      AccountTakeoverRiskConfiguration: {
        ...(SourceArn !== undefined && {
          NotifyConfiguration: {
            SourceArn,
            ...(From !== undefined && { From }),
            ...(ReplyTo !== undefined && { ReplyTo }),
            ...Object.fromEntries(mails.flatMap((name) => mailOf({ field, text }, name) ?? [])),
          },
        }),
        Actions: Object.fromEntries(actions),
      },
    }),
    ...((compromised === 'BLOCK' || compromised === 'NO_ACTION') && {
      CompromisedCredentialsRiskConfiguration: {
        ...(filter.length > 0 && { EventFilter: filter }),
        Actions: { EventAction: compromised },
      },
    }),
    ...((blocked || skipped) && {
      RiskExceptionConfiguration: {
        ...(blocked && { BlockedIPRangeList: blocked }),
        ...(skipped && { SkippedIPRangeList: skipped }),
      },
    }),
  }
}

/** The words of one mail, or undefined where it has no subject: then the default ones are sent. */
function mailOf(
  { field, text }: Pick<Visit, 'field' | 'text'>,
  name: (typeof mails)[number],
): [[string, NotifyEmailType]] | undefined {
  const [Subject, HtmlBody, TextBody] = [field(`${name}-subject`), text(`${name}-html`), text(`${name}-text`)]
  if (Subject === undefined) return undefined
  return [[name, { Subject, ...(HtmlBody && { HtmlBody }), ...(TextBody && { TextBody }) }]]
}

/** One range a line; undefined where there is none. */
function linesOf(text: string | undefined): string[] | undefined {
  const lines = text?.split(/[\s,]+/).filter((line) => line !== '')
  return lines?.length ? lines : undefined
}
