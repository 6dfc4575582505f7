import { apiUser, links } from '../links.ts'
import { Act, Field, Form, Select } from '../parts/form.tsx'
import type { Learnt } from '../parts/learnt.tsx'
import { Level, names } from '../parts/level.tsx'
import { action, done, type Visit } from '../visit.ts'

/** The directive of a user: the level of the next sign-ins, fixed from outside. */
export async function DirectiveCard({ visit }: { visit: Visit }) {
  const [poolId, name] = [visit.param('id'), visit.param('name')]
  const { directive } = await visit.ask.get<Pick<Learnt, 'directive'>>(`${apiUser(poolId, name)}/risk/directive`)
  const to = links.user(poolId, name, 'directive')
  return (
    <section class="card" aria-labelledby="directive">
      <h2 id="directive">Directive</h2>
      {directive ? (
        <p class="line">
          <Level level={directive.level} />
          <span>
            {directive.times === null
              ? 'every sign-in, until cleared'
              : directive.times === 1
                ? 'the next sign-in'
                : `the next ${directive.times} sign-ins`}
          </span>
          <Act visit={visit} action={to} values={{ clear: 'yes' }}>
            Clear
          </Act>
        </p>
      ) : (
        <p class="quiet">
          The engine decides. Fix the level of the next evaluated sign-ins to test what your application does.
        </p>
      )}
      <Form visit={visit} action={to} class="search">
        <Field id="level" label="Level">
          <Select id="level" value="High" options={Object.entries(names).map(([value, text]) => ({ value, text }))} />
        </Field>
        <Field id="times" label="How many sign-ins">
          <input id="times" name="times" type="number" min="1" placeholder="until cleared" value="1" />
        </Field>
        <button type="submit">Set</button>
      </Form>
    </section>
  )
}

/** Sets and clears the directive of a user. */
export const directiveActions = [
  action('/pools/:id/users/:name/directive', (visit) => {
    const [poolId, name] = [visit.param('id'), visit.param('name')]
    const path = `${apiUser(poolId, name)}/risk/directive`
    return done(visit, links.user(poolId, name), async () => {
      if (visit.field('clear') !== undefined) {
        await visit.ask.send('DELETE', path)
        return 'The engine decides again.'
      }
      const [level, times] = [visit.field('level'), visit.field('times')]
      await visit.ask.send('PUT', path, { level, times: times === undefined ? null : Number(times) })
      return 'The level is fixed.'
    })
  }),
]
