import type { z } from 'zod'
import type { replayReport } from '../../control/replay.ts'
import { links } from '../links.ts'
import { figure } from '../parts/evaluation.ts'
import { Level } from '../parts/level.tsx'
import { Time } from '../parts/time.tsx'
import type { Visit } from '../visit.ts'

/** What another policy would change, as the control API tells it. */
export type Report = z.output<typeof replayReport>
type Tally = Report['before']

/** How many sign-ins there are of each level and outcome, as it was and as it would be. */
export function Tallies({ before, after }: { before: Tally; after: Tally }) {
  const groups = [
    {
      name: 'By level',
      rows: (['NoRisk', 'Low', 'Medium', 'High'] as const).map((level) => ({
        name: <Level level={level} />,
        was: before.levels[level] ?? 0,
        would: after.levels[level] ?? 0,
      })),
    },
    {
      name: 'By what became of them',
      rows: (['allow', 'challenge', 'block'] as const).map((outcome) => ({
        name: outcomes[outcome],
        was: before.outcomes[outcome] ?? 0,
        would: after.outcomes[outcome] ?? 0,
      })),
    },
  ]
  return (
    <table class="table tallies">
      <caption class="hidden">Sign-ins by level and by what became of them</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="hidden">Kind</span>
          </th>
          <th scope="col" class="number">
            As stored
          </th>
          <th scope="col" class="number">
            With this policy
          </th>
        </tr>
      </thead>
      {groups.map(({ name, rows }) => (
        <tbody>
          <tr class="group">
            <th scope="rowgroup" colspan={3}>
              {name}
            </th>
          </tr>
          {rows.map(({ name, was, would }) => (
            <tr>
              <th scope="row">{name}</th>
              <td class="number">{was.toLocaleString('en')}</td>
              <td class="number">
                {was === would ? would.toLocaleString('en') : <strong>{would.toLocaleString('en')}</strong>}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

const labels = { owner: 'said Valid', attacker: 'said Invalid' } as const
const outcomes = { allow: 'Let in', challenge: 'Challenged', block: 'Blocked' } as const

/** How many changed in which way: `Let in → Blocked: 15`. */
export function Moves({ moves }: Pick<Report, 'moves'>) {
  const called = (outcome: string | undefined) => outcomes[outcome as keyof typeof outcomes] ?? outcome
  return (
    <ul class="chips">
      {Object.entries(moves).map(([move, count]) => (
        <li class="tag warn">{`${move.split(' → ').map(called).join(' → ')}: ${count.toLocaleString('en')}`}</li>
      ))}
    </ul>
  )
}

/** Shares of right and false alarms, where somebody said which was which. */
export function Rates({ report: { labelled, before, after } }: { report: Report }) {
  if (labelled.owners + labelled.attackers === 0) {
    return (
      <p class="hint">
        Once somebody says Valid or Invalid about sign-ins, shares of right and false alarms show here.
      </p>
    )
  }
  const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
  return (
    <dl class="facts">
      <dt>False alarms</dt>
      <dd>{`${percent(before.falseAlarmRate)} → ${percent(after.falseAlarmRate)} of ${labelled.owners} said to be Valid`}</dd>
      <dt>Attackers stopped</dt>
      <dd>{`${percent(before.alarmRate)} → ${percent(after.alarmRate)} of ${labelled.attackers} said to be Invalid`}</dd>
    </dl>
  )
}

/** The sign-ins that would have ended in another way, one by one. */
export function Changes({ visit, report }: { visit: Visit; report: Report }) {
  if (report.changes.length === 0) return undefined
  return (
    <section class="card" aria-labelledby="changes">
      <header>
        <h2 id="changes">Which ones</h2>
        <span class="quiet">
          {report.changed > report.changes.length
            ? `the first ${report.changes.length} of ${report.changed.toLocaleString('en')}, oldest first`
            : 'oldest first'}
        </span>
      </header>
      <ul class="rows">
        {report.changes.map(({ eventId, username, at, score, before, after, label }) => (
          <li>
            <div class="line">
              <a href={links.event(visit.param('id'), username, eventId)}>{username}</a>
              <span class="quiet">{`score ${figure(score)}`}</span>
              {label && <span class="tag">{labels[label]}</span>}
              <span class="quiet push nowrap">
                <Time at={at} now={visit.clock.now} />
              </span>
            </div>
            <div class="line">
              <Level level={before.level} /> {outcomes[before.outcome]} <span aria-hidden="true">→</span>
              <span class="hidden">would be</span> <Level level={after.level} /> {outcomes[after.outcome]}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
