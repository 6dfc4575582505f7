import type { Child } from 'hono/jsx'
import { queryOf } from '../ask.ts'
import { Field } from './form.tsx'

/** What a list is narrowed to: names and values of its address, without the place where it goes on. */
export type Narrowed = Readonly<Record<string, string | undefined>>

/** A log that is searched while one types, follows what happens, and goes on page by page. */
export function Finder(props: {
  /** What it lists, in the singular; the plural is the id of the part that follows what happens. */
  noun: string
  /** The address of the whole list. */
  path: string
  narrowed: Narrowed
  /** Where in an entry words are looked for. */
  places: string
  /** More fields of the search. */
  fields?: Child
  /** The entries; undefined where there is none. */
  list: Child
  /** What to do where there is none at all. */
  empty: Child
  /** Behind which entry this page of it began, and behind which the next one would. */
  before: string | undefined
  next: string | undefined
}) {
  const { noun, path, narrowed, places, fields, list, empty, before, next } = props
  const isNarrowed = Object.values(narrowed).some((value) => value !== undefined)
  return (
    <div class="stack">
      <form method="get" action={path} class="search" data-shows={`${noun}s`}>
        <Field id="q" label={`Search in ${places}`}>
          <input id="q" name="q" type="search" value={narrowed['q']} autocomplete="off" spellcheck={false} />
        </Field>
        {fields}
        {subjects.map(({ name }) => narrowed[name] && <input type="hidden" name={name} value={narrowed[name]} />)}
        <button type="submit" data-without-script>
          Search
        </button>
      </form>
      <Subject noun={noun} path={path} narrowed={narrowed} />
      <div id={`${noun}s`} data-live>
        {list ?? <div class="empty">{isNarrowed ? <NoneFits noun={noun} path={path} /> : empty}</div>}
        {(before ?? next) !== undefined && (
          <p class="more buttons">
            {before !== undefined && <a href={`${path}${queryOf(narrowed)}`}>Newest {noun}s</a>}
            {next !== undefined && <a href={`${path}${queryOf({ ...narrowed, before: next })}`}>Older {noun}s</a>}
          </p>
        )}
      </div>
    </div>
  )
}

/** What other pages narrow a list to, and no field of it shows. */
const subjects = [
  { name: 'user', says: 'of' },
  { name: 'pool', says: 'in the pool' },
  { name: 'operation', says: 'that are' },
] as const

function Subject({ noun, path, narrowed }: { noun: string; path: string; narrowed: Narrowed }) {
  const named = subjects.filter(({ name }) => narrowed[name] !== undefined)
  if (named.length === 0) return undefined
  return (
    <p>
      Only {noun}s{' '}
      {named.map(({ name, says }) => (
        <>
          {says} <strong>{narrowed[name]}</strong>{' '}
        </>
      ))}
      are shown. <a href={path}>Show all</a>
    </p>
  )
}

function NoneFits({ noun, path }: { noun: string; path: string }) {
  return (
    <p>
      No {noun} fits. <a href={path}>Show all</a>
    </p>
  )
}
