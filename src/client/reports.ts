import type { RiskLevel } from './types.ts'

/** What threat protection cannot do as it was meant. */
export interface DoctorReport {
  readonly pools: number
  readonly findings: readonly {
    /** A short name of the kind. */
    readonly code: string
    readonly userPoolId: string
    readonly clientId?: string | undefined
    readonly says: string
  }[]
}

/** Another policy: what SetRiskConfiguration takes, and what the API cannot say. */
export interface ReplayPolicy {
  mode?: 'AUDIT' | 'ENFORCED' | undefined
  thresholds?: { low?: number | undefined; medium?: number | undefined; high?: number | undefined } | undefined
  AccountTakeoverRiskConfiguration?: unknown
  CompromisedCredentialsRiskConfiguration?: unknown
  RiskExceptionConfiguration?: unknown
  /** The same three, as DescribeRiskConfiguration answers with them. */
  RiskConfiguration?: object | undefined
}

/** How many sign-ins a policy lets through, challenges and blocks; rates are null where nobody said whose they were. */
export interface ReplayTally {
  readonly levels: Readonly<Partial<Record<RiskLevel, number>>>
  readonly outcomes: Readonly<Partial<Record<'allow' | 'challenge' | 'block', number>>>
  readonly falseAlarmRate: number | null
  readonly falseBlockRate: number | null
  readonly alarmRate: number | null
  readonly blockRate: number | null
}

/** What another policy would change. */
export interface ReplayReport {
  readonly attempts: number
  readonly labelled: { readonly owners: number; readonly attackers: number }
  readonly before: ReplayTally
  readonly after: ReplayTally
  readonly changed: number
  readonly changes: readonly {
    readonly eventId: string
    readonly username: string
    readonly at: string
    readonly score: number
    readonly before: { readonly level: RiskLevel; readonly outcome: 'allow' | 'challenge' | 'block' }
    readonly after: { readonly level: RiskLevel; readonly outcome: 'allow' | 'challenge' | 'block' }
    readonly label: 'owner' | 'attacker' | null
  }[]
}
