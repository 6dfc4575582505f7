import type { AccountTakeoverActionType } from '../../api/generated/types.ts'
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
import { Changes, Rates, type Report, Tallies } from './replay-report.tsx'

/** What the fields of the page say. */
interface Asked {
  readonly thresholds: Evaluation['thresholds']
  readonly mode: 'AUDIT' | 'ENFORCED'
  readonly days: number | undefined
  readonly actions: Readonly<Record<(typeof levels)[number], string>>
}

/** The stored sign-ins of a pool under another policy: what would have ended in another way. */
export const replayPages = [page('/pools/:id/replay', show)]

const standard = { low: -1, medium: 0.4, high: 1.3 } as const
const listed = 40

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
  const asked = readAsked(visit, parts)
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
          <Result visit={visit} asked={asked} parts={parts} />
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

function readAsked(visit: Visit, parts: RiskParts): Asked {
  const number = (name: keyof typeof standard) => {
    const value = Number(visit.query(name) ?? standard[name])
    return Number.isFinite(value) ? value : standard[name]
  }
  const low = number('low')
  const medium = Math.max(low, number('medium'))
  const high = Math.max(medium, number('high'))
  const days = Number(visit.query('days') ?? 90)
  const present: Readonly<Record<string, AccountTakeoverActionType | undefined>> = {
    ...parts.AccountTakeoverRiskConfiguration?.Actions,
  }
  // A list that is sent empty means that nothing is configured; one that is not sent, what is configured now.
  const action = (level: (typeof levels)[number]) =>
    visit.c.req.query(`action-${level}`) ?? present[`${level}Action`]?.EventAction ?? ''
  return {
    thresholds: { low, medium, high },
    mode: visit.query('mode') === 'AUDIT' ? 'AUDIT' : 'ENFORCED',
    days: Number.isFinite(days) && days > 0 ? days : undefined,
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
      <Field id="days" label="Sign-ins of">
        <Select
          id="days"
          value={String(asked.days ?? 0)}
          options={[
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
        <a href={visit.c.req.path}>As it is now</a>
      </div>
    </form>
  )
}

async function Result({ visit, asked, parts }: { visit: Visit; asked: Asked; parts: RiskParts }) {
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
      ...(days !== undefined && { since: new Date(visit.clock.now - days * 86_400_000).toISOString() }),
      listed,
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return <p class="notice problem">{error.message}</p>
  }
  if (report.attempts === 0) {
    return (
      <p class="empty">
        There is no rated sign-in in this time. Play a few stories in the{' '}
        <a href={links.lab({ pool: visit.param('id') })}>lab</a>, or choose a longer time.
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
        <p class="hint">Drag the lines, or move the sliders with the arrow keys.</p>
      </section>
      <section class="card" aria-labelledby="counts">
        <header>
          <h2 id="counts" data-says>{`${report.changed.toLocaleString('en')} would have ended otherwise`}</h2>
        </header>
        <ul class="chips">
          {Object.entries(report.moves).map(([move, count]) => (
            <li class="tag warn">{`${move}: ${count}`}</li>
          ))}
        </ul>
        <Tallies before={report.before} after={report.after} />
        <Rates report={report} />
      </section>
      <Changes visit={visit} report={report} />
    </div>
  )
}
