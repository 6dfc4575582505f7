import type { LogConfigurationType } from '../../api/generated/types.ts'
import { links } from '../links.ts'
import { Field, FormCard } from '../parts/form.tsx'
import { action, done, type Visit } from '../visit.ts'

const sources = [
  {
    source: 'userAuthEvents',
    level: 'INFO',
    title: 'Auth events',
    hint: 'ARN of a log group, an S3 bucket or a Firehose stream',
  },
  { source: 'userNotification', level: 'ERROR', title: 'Failed messages', hint: 'ARN of a log group' },
] as const

/** Where a pool exports its logs to. */
export async function LogDelivery({ visit }: { visit: Visit }) {
  const UserPoolId = visit.param('id')
  const { LogDeliveryConfiguration } = await visit.ask.read('GetLogDeliveryConfiguration', { UserPoolId })
  const present = LogDeliveryConfiguration?.LogConfigurations ?? []
  return (
    <FormCard visit={visit} id="logs" title="Log delivery" action={links.pool(UserPoolId, 'logs')} submit="Set">
      {sources.map(({ source, title, hint }) => (
        <Field id={source} label={title} hint={hint}>
          <input
            id={source}
            name={source}
            value={arnOf(present.find(({ EventSource }) => EventSource === source))}
            placeholder="not exported"
            spellcheck={false}
          />
        </Field>
      ))}
    </FormCard>
  )
}

/** Sets where logs go; an empty field ends the export. */
export const logDeliveryActions = [
  action('/pools/:id/logs', (visit) => {
    const UserPoolId = visit.param('id')
    return done(visit, links.pool(UserPoolId), async () => {
      const LogConfigurations = sources.flatMap(({ source, level }): LogConfigurationType[] => {
        const arn = visit.field(source)
        return arn === undefined ? [] : [{ EventSource: source, LogLevel: level, ...destination(arn) }]
      })
      await visit.ask.call('SetLogDeliveryConfiguration', { UserPoolId, LogConfigurations })
      return LogConfigurations.length === 0 ? 'Nothing is exported.' : 'The log delivery is set.'
    })
  }),
]

function destination(arn: string): Partial<LogConfigurationType> {
  if (arn.startsWith('arn:aws:s3:')) return { S3Configuration: { BucketArn: arn } }
  if (arn.startsWith('arn:aws:firehose:')) return { FirehoseConfiguration: { StreamArn: arn } }
  return { CloudWatchLogsConfiguration: { LogGroupArn: arn } }
}

function arnOf(configuration: LogConfigurationType | undefined): string | undefined {
  const {
    CloudWatchLogsConfiguration: logs,
    S3Configuration: s3,
    FirehoseConfiguration: firehose,
  } = configuration ?? {}
  return logs?.LogGroupArn ?? s3?.BucketArn ?? firehose?.StreamArn
}
