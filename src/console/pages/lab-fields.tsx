import { Field, Select } from '../parts/form.tsx'
import type { Lab } from './lab-desk.ts'

/** Pool, client and user. */
export function WhoFields({ lab }: { lab: Lab }) {
  return (
    <>
      <Field id="pool" label="Pool">
        <Select
          id="pool"
          value={lab.pool}
          submits
          options={lab.pools.map(({ id, name }) => ({ value: id, text: `${name} (${id})` }))}
        />
      </Field>
      <Field id="client" label="App client">
        <Select
          id="client"
          value={lab.client}
          options={lab.clients.map(({ ClientId = '', ClientName = '' }) => ({ value: ClientId, text: ClientName }))}
        />
      </Field>
      <Field id="user" label="User" hint={lab.problem}>
        <input id="user" name="user" value={lab.user} list="users" autocomplete="off" data-submits />
        <datalist id="users">
          {lab.users.map((name) => (
            <option value={name} />
          ))}
        </datalist>
      </Field>
    </>
  )
}

/** The password of a real sign-in: its form is another one than that of the preview. */
export function Passwords({ passwords }: { passwords: readonly string[] }) {
  const options = [
    { value: '', text: 'Taken as right' },
    { value: 'a wrong guess', text: 'A wrong one' },
    ...passwords.map((password) => ({ value: password, text: `${password} (a common one)` })),
    { value: 'other', text: 'Another …' },
  ]
  return (
    <Field id="password" label="Password" hint="For a real sign-in. A preview does not ask for one.">
      <select id="password" name="password" form="sign-in">
        {options.map(({ value, text }) => (
          <option value={value}>{text}</option>
        ))}
      </select>
      <input
        class="typed"
        name="password-other"
        form="sign-in"
        placeholder="the password"
        aria-label="Password, typed"
        autocomplete="off"
        spellcheck={false}
      />
    </Field>
  )
}
