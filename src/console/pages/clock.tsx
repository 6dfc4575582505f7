import { operationNames } from '../../api/generated/model.ts'
import { type Faultable, faultErrors } from '../../kernel/fault-table.ts'
import { hostedOperations } from '../../kernel/hosted-operations.ts'
import { queryOf } from '../ask.ts'
import { html } from '../layout.tsx'
import { links } from '../links.ts'
import { Act, Field, Form, Select } from '../parts/form.tsx'
import { exact } from '../parts/time.tsx'
import { action, done, page, type Visit } from '../visit.ts'

interface Fault {
  readonly operation: Faultable
  readonly error?: string
  readonly latencyMs?: number
  readonly times: number | null
}

/** Clock and faults: what tests bend, and how it stands. */
export const clockPages = [
  page('/clock', async (visit) => {
    const { faults } = await visit.ask.get<{ faults: Fault[] }>('/faults')
    const content = (
      <div class="columns">
        <Clock visit={visit} />
        <div class="stack">
          <Faults visit={visit} faults={faults} />
          <State visit={visit} />
        </div>
      </div>
    )
    return html(visit, { title: 'Clock & faults', section: 'clock' }, content)
  }),
  action('/clock', setClock),
  action('/clock/faults', setFault),
  action('/clock/faults/clear', (visit) =>
    done(visit, links.clock, async () => {
      const operation = visit.field('operation')
      await visit.ask.send('DELETE', `/faults${queryOf({ operation })}`)
      return operation === undefined ? 'There are no faults any more.' : `${operation} has no fault any more.`
    }),
  ),
  action('/clock/reset', (visit) =>
    done(visit, links.overview, async () => {
      const seed = visit.field('seed') === 'yes'
      await visit.ask.send('POST', '/reset', { seed })
      return seed ? 'Everything is as the seeds made it.' : 'Everything is gone.'
    }),
  ),
]

const steps = [
  { seconds: 60, name: '1 minute' },
  { seconds: 3600, name: '1 hour' },
  { seconds: 86_400, name: '1 day' },
  { seconds: 7 * 86_400, name: '1 week' },
  { seconds: 30 * 86_400, name: '30 days' },
] as const

function Clock({ visit }: { visit: Visit }) {
  const { now, frozen } = visit.clock
  const iso = new Date(now).toISOString()
  return (
    <section class="card" aria-labelledby="clock">
      <header>
        <h2 id="clock">Clock</h2>
        <span class={frozen ? 'tag warn' : 'tag good'}>{frozen ? 'frozen' : 'running'}</span>
      </header>
      <p class="big">{exact(now, true)}</p>
      <p class="quiet">
        Tokens, codes and sessions expire by this clock, and the risk model reads the hour and the speed of travel from
        it.
      </p>
      <h3>Move it on by</h3>
      <div class="buttons">
        {steps.map(({ seconds, name }) => (
          <Act visit={visit} action={links.clock} values={{ advance: String(seconds) }}>
            {name}
          </Act>
        ))}
      </div>
      <Form visit={visit} action={links.clock} class="search">
        <Field id="to" label="Set it to (UTC)">
          <input id="to" name="to" type="datetime-local" step="1" value={iso.slice(0, 19)} required />
        </Field>
        <button type="submit">Set</button>
      </Form>
      <div class="buttons">
        <Act visit={visit} action={links.clock} values={{ frozen: frozen ? 'no' : 'yes' }}>
          {frozen ? 'Let it run' : 'Freeze it'}
        </Act>
      </div>
    </section>
  )
}

/** The operations, and under a heading of their own the endpoints. */
const faultable = [
  ...operationNames.map((name) => ({ value: name, text: name })),
  ...hostedOperations.map((name) => ({ value: name, text: name, group: 'Pages and endpoints of domains' })),
] as const

function Faults({ visit, faults }: { visit: Visit; faults: readonly Fault[] }) {
  const operation = faultable.find(({ value }) => value === visit.query('operation'))?.value ?? 'InitiateAuth'
  const errors = faultErrors(operation)
  return (
    <section class="card" aria-labelledby="faults">
      <header>
        <h2 id="faults">Faults</h2>
        {faults.length > 0 && (
          <Act visit={visit} action={`${links.clock}/faults/clear`}>
            Clear all
          </Act>
        )}
      </header>
      {faults.length > 0 ? (
        <ul class="rows">
          {faults.map(({ operation, error, latencyMs, times }) => (
            <li class="line story">
              <span>
                <strong>{operation}</strong>{' '}
                {[error && `fails with ${error}`, latencyMs && `takes ${latencyMs} ms`].filter(Boolean).join(' and ')},{' '}
                {times === null ? 'until cleared' : times === 1 ? 'once' : `${times} times`}
              </span>
              <span class="push">
                <Act
                  visit={visit}
                  action={`${links.clock}/faults/clear`}
                  values={{ operation }}
                  label={`Clear the faults of ${operation}`}
                >
                  Clear
                </Act>
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p class="empty">
          No fault is set. Let the next call of an operation or endpoint fail, or take a while, to see what your
          application does.
        </p>
      )}
      <form method="get" action={links.clock}>
        <Field id="operation" label="Operation or endpoint">
          <Select id="operation" value={operation} submits options={faultable} />
        </Field>
        <noscript>
          <button type="submit">Show its errors</button>
        </noscript>
      </form>
      <Form visit={visit} action={`${links.clock}/faults`} values={{ operation }} class="fields">
        <Field id="error" label="Error">
          <Select
            id="error"
            value=""
            options={[{ value: '', text: 'None, only slow' }, ...errors.map((name) => ({ value: name, text: name }))]}
          />
        </Field>
        <Field id="latency" label="Takes, in ms">
          <input id="latency" name="latency" type="number" min="0" max="600000" />
        </Field>
        <Field id="times" label="How many calls" hint="Empty: until cleared">
          <input id="times" name="times" type="number" min="1" value="1" />
        </Field>
        <div class="field wide">
          <div class="buttons">
            <button type="submit" class="main">
              Set the fault
            </button>
          </div>
        </div>
      </Form>
    </section>
  )
}

function State({ visit }: { visit: Visit }) {
  return (
    <section class="card" aria-labelledby="state">
      <h2 id="state">Start again</h2>
      <p class="quiet">Pools, users, events, messages, requests, faults and the clock.</p>
      <div class="buttons">
        <Act
          visit={visit}
          action={`${links.clock}/reset`}
          values={{ seed: 'yes' }}
          confirm="Throw everything away and load the seeds again?"
        >
          Back to the seeds
        </Act>
        <Act
          visit={visit}
          action={`${links.clock}/reset`}
          values={{ seed: 'no' }}
          kind="danger"
          confirm="Throw everything away?"
        >
          Empty everything
        </Act>
      </div>
    </section>
  )
}

function setClock(visit: Visit): Promise<Response> {
  return done(visit, links.clock, async () => {
    const [advance, to, frozen] = [visit.field('advance'), visit.field('to'), visit.field('frozen')]
    if (advance !== undefined) {
      await visit.ask.send('POST', '/clock/advance', { seconds: Number(advance) })
      return 'The clock was moved.'
    }
    if (to !== undefined) {
      const moment = Date.parse(`${to}Z`)
      await visit.ask.send('PUT', '/clock', { now: Number.isNaN(moment) ? to : new Date(moment).toISOString() })
      return 'The clock was set.'
    }
    await visit.ask.send('PUT', '/clock', { frozen: frozen === 'yes' })
    return frozen === 'yes' ? 'The clock stands.' : 'The clock runs.'
  })
}

function setFault(visit: Visit): Promise<Response> {
  const operation = visit.field('operation') ?? ''
  return done(visit, `${links.clock}?operation=${encodeURIComponent(operation)}`, async () => {
    const [error, latency, times] = [visit.field('error'), visit.field('latency'), visit.field('times')]
    await visit.ask.send('POST', '/faults', {
      operation,
      ...(error !== undefined && { error }),
      ...(latency !== undefined && { latencyMs: Number(latency) }),
      times: times === undefined ? null : Number(times),
    })
    return `The fault of ${operation} is set.`
  })
}
