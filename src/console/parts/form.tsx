import type { Child } from 'hono/jsx'
import type { Visit } from '../visit.ts'

/** A form that does something: it carries the token of this console. */
export function Form(props: {
  visit: Visit
  action: string
  /** Fields that nobody sees. */
  values?: Readonly<Record<string, string | undefined>>
  class?: string
  id?: string
  children?: Child
}) {
  const { visit, action, values = {}, id, children } = props
  return (
    <form method="post" action={action} class={props.class} id={id}>
      <input type="hidden" name="token" value={visit.token} />
      {Object.entries(values).map(([name, value]) =>
        value === undefined ? undefined : <input type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  )
}

/** A button that does one thing, with no fields to fill in. */
export function Act(props: {
  visit: Visit
  action: string
  values?: Readonly<Record<string, string | undefined>>
  /** How much it weighs: `main` for what one came for, `danger` for what cannot be taken back. */
  kind?: 'main' | 'danger' | 'plain'
  /** Asked before it is done, where scripts run. */
  confirm?: string
  label?: string
  children?: Child
}) {
  const { visit, action, values = {}, kind = 'plain', confirm, label, children } = props
  return (
    <Form visit={visit} action={action} values={values} class="act">
      <button type="submit" class={kind} data-confirm={confirm} aria-label={label}>
        {children}
      </button>
    </Form>
  )
}

/** A labelled field; `children` is the control, whose id is `id`. */
export function Field(props: { id: string; label: string; hint?: Child; wide?: boolean; children?: Child }) {
  const { id, label, hint, wide, children } = props
  return (
    <div class={wide ? 'field wide' : 'field'}>
      <label for={id}>{label}</label>
      {children}
      {hint && <p class="hint">{hint}</p>}
    </div>
  )
}

/** One thing to choose, with the group it is listed under. */
export interface Option {
  readonly value: string
  readonly text: string
  readonly group?: string
}

/** A list to choose from; options of one group stand together. */
export function Select(props: {
  id: string
  name?: string
  value: string | undefined
  options: readonly Option[]
  /** Whether choosing something sends the form, where scripts run. */
  submits?: boolean
}) {
  const { id, name = id, value, options, submits } = props
  const groups = [...new Set(options.map(({ group }) => group))]
  const shown = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map((option) => (
        <option value={option.value} selected={option.value === (value ?? '')}>
          {option.text}
        </option>
      ))
  return (
    <select id={id} name={name} data-submits={submits}>
      {groups.map((group) => (group === undefined ? shown(group) : <optgroup label={group}>{shown(group)}</optgroup>))}
    </select>
  )
}
