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
  /** While it is filled in, the element of this id is taken from what posting the form to `from` answers. */
  shows?: { readonly id: string; readonly from: string }
  children?: Child
}) {
  const { visit, action, values = {}, id, shows, children } = props
  return (
    <form method="post" action={action} class={props.class} id={id} data-shows={shows?.id} data-from={shows?.from}>
      <input type="hidden" name="token" value={visit.token} />
      {Object.entries(values).map(([name, value]) =>
        value === undefined ? undefined : <input type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  )
}

/** A card that is one form: a heading, the fields, and the button that sends them. */
export function FormCard(props: {
  visit: Visit
  id: string
  title: string
  action: string
  /** What the button says, and how much it weighs. */
  submit: string
  kind?: 'main' | 'plain'
  children?: Child
}) {
  const { visit, id, title, action, submit, kind = 'plain', children } = props
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Form visit={visit} action={action} class="tight">
        {children}
        <div class="buttons">
          <button type="submit" class={kind}>
            {submit}
          </button>
        </div>
      </Form>
    </section>
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
  /** Its name where no label stands beside it. */
  label?: string
}) {
  const { id, name = id, value, options, submits, label } = props
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
    <select id={id} name={name} data-submits={submits} aria-label={label}>
      {groups.map((group) => (group === undefined ? shown(group) : <optgroup label={group}>{shown(group)}</optgroup>))}
    </select>
  )
}

/** A field of several lines. The line feed at its beginning is not part of the text: readers of HTML drop it. */
export function TextArea({ id, value, rows = 6 }: { id: string; value: string | undefined; rows?: number }) {
  return (
    <textarea id={id} name={id} rows={rows} spellcheck={false}>
      {`\n${value ?? ''}`}
    </textarea>
  )
}
