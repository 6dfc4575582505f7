import { sum } from 'drizzle-orm'
import type { EventType } from '../../api/generated/types.ts'
import type { Context } from '../../context.ts'
import { eventCounts } from '../../store/schema/logs.ts'

type Count = Omit<typeof eventCounts.$inferSelect, 'events'>

/** Documented: metrics page of the developer guide, name and meaning. */
const metrics: readonly {
  name: string
  help: string
  counts: (count: Count) => string | undefined
  byLevel: boolean
}[] = [
  {
    name: 'CompromisedCredentialRisk',
    help: 'Requests in which compromised credentials were detected.',
    // Documented: high by default.
    counts: ({ compromised }) => (compromised ? 'High' : undefined),
    byLevel: true,
  },
  {
    name: 'AccountTakeoverRisk',
    help: 'Requests in which the risk of an account takeover was detected.',
    counts: ({ level }) => (level === 'NoRisk' ? undefined : level),
    byLevel: true,
  },
  {
    name: 'OverrideBlock',
    help: 'Requests that were blocked because the configuration says so.',
    counts: ({ decision, level, compromised }) => (decision === 'Block' ? (compromised ? 'High' : level) : undefined),
    byLevel: true,
  },
  {
    name: 'Risk',
    help: 'Requests that were marked as risky.',
    counts: (count) => (isRisky(count) ? '' : undefined),
    byLevel: false,
  },
  {
    name: 'NoRisk',
    help: 'Requests in which no risk was found.',
    counts: (count) => (isRisky(count) || count.decision === 'Block' ? undefined : ''),
    byLevel: false,
  },
]

/** Documented: the values of the dimension Operation. */
const operations: readonly EventType[] = ['SignIn', 'SignUp', 'PasswordChange']

function isRisky({ level, compromised }: Count): boolean {
  return level !== 'NoRisk' || compromised
}

/** The metrics of threat protection in Prometheus' text format, under the names and dimensions that CloudWatch has. */
export function riskMetrics({ tx }: Pick<Context, 'tx'>): string {
  const rows = tx
    .select({
      poolId: eventCounts.poolId,
      type: eventCounts.type,
      decision: eventCounts.decision,
      level: eventCounts.level,
      compromised: eventCounts.compromised,
      events: sum(eventCounts.events).mapWith(Number),
    })
    .from(eventCounts)
    .groupBy(eventCounts.poolId, eventCounts.type, eventCounts.decision, eventCounts.level, eventCounts.compromised)
    .all()
  const lines = metrics.flatMap(({ name, help, counts, byLevel }) => {
    const sums = new Map<string, number>()
    for (const { events, ...count } of rows) {
      const level = operations.includes(count.type) ? counts(count) : undefined
      if (level === undefined) continue
      const labels = { UserPoolId: count.poolId, Operation: count.type, ...(byLevel && { RiskLevel: level }) }
      const key = Object.entries(labels)
        .map(([label, value]) => `${label}="${value}"`)
        .join(',')
      sums.set(key, (sums.get(key) ?? 0) + events)
    }
    const metric = `cognito_${name}_total`
    const samples = [...sums].sort().map(([labels, value]) => `${metric}{${labels}} ${value}`)
    return [`# HELP ${metric} ${help}`, `# TYPE ${metric} counter`, ...samples]
  })
  return `${lines.join('\n')}\n`
}
