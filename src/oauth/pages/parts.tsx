import type { Child } from 'hono/jsx'

/** One labelled input. Ids equal names: a page has each once. */
export function Field(field: {
  name: string
  label: string
  type?: string
  value?: string | undefined
  autocomplete?: string
  hint?: string | undefined
  required?: boolean
  autofocus?: boolean
  inputmode?: 'numeric' | 'email' | 'tel' | undefined
}) {
  const { name, label, type = 'text', value, hint, required = true } = field
  return (
    <div class="field">
      <label for={name} class="label-customizable">
        {label}
      </label>
      <input
        id={name}
        class="inputField-customizable"
        name={name}
        type={type}
        value={value}
        autocomplete={field.autocomplete ?? 'off'}
        autocapitalize="none"
        spellcheck={false}
        inputmode={field.inputmode}
        required={required}
        autofocus={field.autofocus}
        aria-describedby={hint ? `${name}-hint` : undefined}
      />
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** What went wrong, read out as soon as the page is there. */
export function Problem({ text }: { text: string | undefined }) {
  return text ? (
    <p class="problem errorMessage-customizable" role="alert">
      {text}
    </p>
  ) : null
}

/** What has happened meanwhile. */
export function Notice({ text }: { text: string | undefined }) {
  return text ? (
    <p class="notice" role="status">
      {text}
    </p>
  ) : null
}

/** A form that posts to this page's own address, query included. */
export function Form(form: {
  action: string
  token: string
  children?: Child
  data?: { poolId: string; clientId: string }
}) {
  return (
    <form
      method="post"
      action={form.action}
      data-user-pool={form.data?.poolId}
      data-client={form.data?.clientId}
      novalidate={false}
    >
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
