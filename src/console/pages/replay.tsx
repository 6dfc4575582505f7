import type { AccountTakeoverActionType } from '../../api/generated/types.ts'
import type { PoolView } from '../../control/pools.ts'
import { Refused } from '../ask.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { type Evaluation, figure } from '../parts/evaluation.ts'
import { Field, Select } from '../parts/form.tsx'
import { Histogram, shownScores } from '../parts/histogram.tsx'
import { names } from '../parts/level.tsx'
import { levels, partsOf, type RiskParts } from '../risk-form.ts'
import { page, type Visit } from '../visit.ts'
import { poolFrame } from './pool-frame.tsx'
import { Changes, Moves, Rates, type Report, Tallies } from './replay-report.tsx'

/** What the fields of the page say. */
interface Asked {
  readonly thresholds: Evaluation['thresholds']
  readonly mode: 'AUDIT' | 'ENFORCED'
  /** Of so many days; 0 for all time, undefined for the newest ones, which is soon done. */
  readonly days: number | undefined
  readonly actions: Readonly<Record<(typeof levels)[number], string>>
}

/** The stored sign-ins of a pool under another policy: what would have ended in another way. */
export const replayPages = [page('/pools/:id/replay', show)]

const standard = { low: -1, medium: 0.4, high: 1.3 } as const
const listed = 40
/** So many events are judged at once, however large the pool is. */
const newest = 1000

async function show(visit: Visit): Promise<Response> {
  const { pool, facts, tabs } = await poolFrame(visit, 'replay')
  const named = { ...facts, title: `${pool.name}: policy replay` }
  const parts = await configurationOf(visit)
  if (!parts) {
    const content = (
      <>
        {tabs}
        <div class="empty">
          <p>Sign-ins are rated where threat protection is on.</p>
          <a href={links.pool(pool.id)}>Switch it on</a>
        </div>
      </>
    )
    return html(visit, named, content)
  }
  const present = readAsked(() => undefined, parts, pool)
  const asked = readAsked((name) => visit.c.req.query(name), parts, pool)
  const isPresent = JSON.stringify({ ...asked, days: 0 }) === JSON.stringify({ ...present, days: 0 })
  const content = (
    <>
      {tabs}
      <p class="lead">
        Change thresholds or actions and see which stored decisions would have been others. Nothing is recorded, and the
        pool’s own configuration stays as it is.
      </p>
      <div class="columns lab">
        <PolicyForm visit={visit} asked={asked} />
        <div id="replay">
          <Result visit={visit} asked={asked} parts={parts} isPresent={isPresent} />
        </div>
      </div>
    </>
  )
  return html(visit, named, content)
}

/** The pool's present configuration; undefined where the pool has no threat protection. */
async function configurationOf(visit: Visit): Promise<RiskParts | undefined> {
  try {
    const { RiskConfiguration } = await visit.ask.read('DescribeRiskConfiguration', { UserPoolId: visit.param('id') })
    return partsOf(RiskConfiguration)
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'UserPoolAddOnNotEnabledException') throw error
    return undefined
  }
}

/** Reads the policy of the page's address; what it does not name is as the pool has it. */
function readAsked(query: (name: string) => string | undefined, parts: RiskParts, pool: PoolView): Asked {
  const number = (name: keyof typeof standard) => {
    const value = Number(query(name) || standard[name])
    return Number.isFinite(value) ? value : standard[name]
  }
  const low = number('low')
  const medium = Math.max(low, number('medium'))
  const high = Math.max(medium, number('high'))
  const days = Number(query('days') || Number.NaN)
  const set: Readonly<Record<string, AccountTakeoverActionType | undefined>> = {
    ...parts.AccountTakeoverRiskConfiguration?.Actions,
  }
  // A list that is sent empty means that nothing is configured; one that is not sent, what is configured now.
  const action = (level: (typeof levels)[number]) =>
    query(`action-${level}`) ?? set[`${level}Action`]?.EventAction ?? ''
  return {
    thresholds: { low, medium, high },
    mode: (query('mode') ?? pool.protection) === 'AUDIT' ? 'AUDIT' : 'ENFORCED',
    days: days >= 0 ? days : undefined,
    actions: { Low: action('Low'), Medium: action('Medium'), High: action('High') },
  }
}

function PolicyForm({ visit, asked }: { visit: Visit; asked: Asked }) {
  const actions = ['', 'NO_ACTION', 'MFA_IF_CONFIGURED', 'MFA_REQUIRED', 'BLOCK']
  return (
    <form method="get" action={visit.c.req.path} class="card tight" data-shows="replay" aria-label="Policy">
      <h2>Policy</h2>
      {(['low', 'medium', 'high'] as const).map((name) => (
        <Field id={name} label={`${name[0]?.toUpperCase()}${name.slice(1)} begins at`}>
          <div class="slider">
            <input
              id={name}
              name={name}
              type="range"
              min={shownScores.from}
              max={shownScores.to}
              step="0.1"
              value={String(asked.thresholds[name])}
            />
            <output for={name}>{figure(asked.thresholds[name])}</output>
          </div>
        </Field>
      ))}
      {levels.map((level) => (
        <Field id={`action-${level}`} label={`${names[level]}Action`}>
          <Select
            id={`action-${level}`}
            value={asked.actions[level]}
            options={actions.map((value) => ({ value, text: value || 'Not configured' }))}
          />
        </Field>
      ))}
      <Field id="mode" label="Mode">
        <Select
          id="mode"
          value={asked.mode}
          options={[
            { value: 'ENFORCED', text: 'Full function' },
            { value: 'AUDIT', text: 'Audit only' },
          ]}
        />
      </Field>
      <Field id="days" label="Sign-ins of" hint="A hundred thousand take some seconds.">
        <Select
          id="days"
          value={asked.days === undefined ? '' : String(asked.days)}
          options={[
            { value: '', text: `the newest ${newest.toLocaleString('en')} events` },
            { value: '7', text: 'the last 7 days' },
            { value: '30', text: 'the last 30 days' },
            { value: '90', text: 'the last 90 days' },
            { value: '0', text: 'all time' },
          ]}
        />
      </Field>
      <div class="buttons">
        <button type="submit" data-without-script>
          Replay
        </button>
        <a href={visit.c.req.path}>Back to the pool’s own</a>
      </div>
    </form>
  )
}

async function Result(props: { visit: Visit; asked: Asked; parts: RiskParts; isPresent: boolean }) {
  const { visit, asked, parts, isPresent } = props
  const { thresholds, mode, days, actions } = asked
  const Actions = Object.fromEntries(
    levels.flatMap((level) =>
      actions[level] === '' ? [] : [[`${level}Action`, { Notify: false, EventAction: actions[level] }]],
    ),
  )
  let report: Report
  try {
    report = await visit.ask.send<Report>('POST', `/pools/${encodeURIComponent(visit.param('id'))}/replay`, {
      policy: { ...parts, AccountTakeoverRiskConfiguration: { Actions }, mode, thresholds },
      ...(days === undefined && { newest }),
      ...(days && { since: new Date(visit.clock.now - days * 86_400_000).toISOString() }),
      listed,
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return <p class="notice problem">{error.message}</p>
  }
  if (report.attempts === 0) {
    return (
      <p class="empty">
        There is no rated sign-in here. Play a few stories in the{' '}
        <a href={links.lab({ pool: visit.param('id') })}>lab</a>
        {days === undefined ? '' : ', or choose a longer time'}.
      </p>
    )
  }
  return (
    <div class="stack">
      <section class="card" aria-labelledby="scores">
        <header>
          <h2 id="scores">Scores</h2>
          <span class="quiet">{`${report.attempts.toLocaleString('en')} rated sign-ins`}</span>
        </header>
        <Histogram scores={report.scores} thresholds={thresholds} />
        <p class="hint">
          Drag the lines, or move the sliders with the arrow keys. Heights grow with the square root of the number, so
          that a few risky sign-ins can be seen, too.
        </p>
      </section>
      <section class="card" aria-labelledby="counts">
        <header>
          <h2 id="counts" data-says>
            {`${report.changed.toLocaleString('en')} of ${report.attempts.toLocaleString('en')} would have ended otherwise`}
          </h2>
        </header>
        {isPresent && (
          <p class="quiet">
            {report.changed === 0
              ? 'This is the pool’s own policy of today: nothing changes until you move a line or choose another action.'
              : 'This is the pool’s own policy of today. These sign-ins were stored under another one; those of a seeded history, for instance, were rated and let in.'}
          </p>
        )}
        <Moves moves={report.moves} />
        <Tallies before={report.before} after={report.after} />
        <Rates report={report} />
      </section>
      <Changes visit={visit} report={report} />
    </div>
  )
}
