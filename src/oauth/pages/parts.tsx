import type { Child } from 'hono/jsx'
import type { Words } from '../languages/en.ts'

/** What went wrong, and the name of the field that it is about, if it is about one. */
export interface Trouble {
  readonly text: string
  readonly field?: string | undefined
}

/** One labelled input, with what is wrong with it. Ids equal names unless given: a page has each once. */
export function Field(field: {
  name: string
  label: string
  id?: string | undefined
  type?: string
  value?: string | undefined
  autocomplete?: string
  autocapitalize?: 'none' | 'words'
  hint?: Child
  required?: boolean
  autofocus?: boolean | undefined
  inputmode?: 'numeric' | 'email' | 'tel' | undefined
  trouble?: Trouble | undefined
}) {
  const { name, id = name, label, type = 'text', value, hint, required = true, trouble } = field
  const problem = trouble?.field === name ? trouble.text : undefined
  const describedBy = [...(problem ? [`${id}-problem`] : []), ...(hint ? [`${id}-hint`] : [])].join(' ')
  return (
    <div class="field">
      <label for={id} class="label-customizable">
        {label}
      </label>
      <input
        id={id}
        class="inputField-customizable"
        name={name}
        type={type}
        value={value}
        autocomplete={field.autocomplete ?? 'off'}
        autocapitalize={field.autocapitalize ?? 'none'}
        spellcheck={false}
        dir="auto"
        inputmode={field.inputmode}
        required={required}
        // Of several fields with the attribute browsers take the first, and the page has the trouble's alone.
        autofocus={trouble?.field === undefined ? field.autofocus : problem !== undefined}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={describedBy || undefined}
      />
      {problem && <Problem text={problem} id={`${id}-problem`} />}
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  )
}

/** The field for a code, which people type, paste or have filled in. */
export function CodeField({ label, trouble }: { label: string; trouble: Trouble | undefined }) {
  return (
    <Field name="code" label={label} autocomplete="one-time-code" inputmode="numeric" autofocus trouble={trouble} />
  )
}

/** Tells password managers whose password a form is about. */
export function OwnerOfPassword({ username }: { username: string }) {
  return <input type="text" name="username" autocomplete="username" value={username} hidden />
}

/** What went wrong, read out as soon as the page is there. */
export function Problem({ text, id }: { text: string | undefined; id?: string }) {
  return text ? (
    <p class="problem errorMessage-customizable" role="alert" id={id}>
      {text}
    </p>
  ) : null
}

/** What went wrong with no field in particular. */
export function GeneralProblem({ trouble }: { trouble: Trouble | undefined }) {
  return <Problem text={trouble?.field === undefined ? trouble?.text : undefined} />
}

/** Says where a code went, as news unless the page comes again. */
export function WhereCodeIs(code: { words: Words; destination: string | undefined; trouble: Trouble | undefined }) {
  const { words, destination, trouble } = code
  if (destination === undefined) return <p>{words.enterSentCode}</p>
  const text = words.codeSentTo(destination)
  if (trouble) return <p>{text}</p>
  return (
    <p class="notice" role="status">
      {text}
    </p>
  )
}

/** A form that posts to this page's own address, query included. */
export function Form(form: {
  action: string
  token: string
  children?: Child
  data?: { poolId: string; clientId: string }
}) {
  return (
    <form method="post" action={form.action} data-user-pool={form.data?.poolId} data-client={form.data?.clientId}>
      <input type="hidden" name="_csrf" value={form.token} />
      {form.data && <input type="hidden" name="cognitoAsfData" value="" />}
      {form.children}
    </form>
  )
}

/** The button that everything else on a page leads to. */
export function Submit({ text, name, value }: { text: string; name?: string; value?: string }) {
  return (
    <button type="submit" class="submitButton-customizable" name={name} value={value}>
      {text}
    </button>
  )
}

/** One of several, by value and label. */
export function Choice({ legend, options }: { legend: string; options: readonly (readonly [string, string])[] }) {
  return (
    <fieldset class="choices">
      <legend class="hint">{legend}</legend>
      {options.map(([value, label], i) => (
        <label>
          <input type="radio" name="answer" value={value} checked={i === 0} required />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

/** The offer of another code, as the content of the form that asks for it. */
export function AnotherCode({ words }: { words: Words }) {
  return (
    <p>
      {words.noCode}{' '}
      <button type="submit" class="plain">
        {words.anotherCode}
      </button>
    </p>
  )
}
