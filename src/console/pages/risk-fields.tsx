import type { AccountTakeoverActionType } from '../../api/generated/types.ts'
import { Field, Select, TextArea } from '../parts/form.tsx'
import { Level } from '../parts/level.tsx'
import { filters, levels, type mails, type RiskParts } from '../risk-form.ts'

const actions = [
  { value: '', text: 'Not configured' },
  { value: 'NO_ACTION', text: 'NO_ACTION: let in' },
  { value: 'MFA_IF_CONFIGURED', text: 'MFA_IF_CONFIGURED: challenge who has a factor' },
  { value: 'MFA_REQUIRED', text: 'MFA_REQUIRED: challenge, or refuse' },
  { value: 'BLOCK', text: 'BLOCK: refuse' },
]

/** What follows from each level. */
export function ActionFields({ parts }: { parts: RiskParts }) {
  const set: Readonly<Record<string, AccountTakeoverActionType | undefined>> = {
    ...parts.AccountTakeoverRiskConfiguration?.Actions,
  }
  return (
    <section class="card" aria-labelledby="actions">
      <h2 id="actions">Account takeover</h2>
      {levels.map((level) => {
        const action = set[`${level}Action`]
        return (
          <fieldset class="tight">
            <legend>
              <Level level={level} />
            </legend>
            <Select
              id={`action-${level}`}
              label={`Action for ${level}`}
              value={action?.EventAction}
              options={actions}
            />
            <label class="check">
              <input type="checkbox" name={`notify-${level}`} value="yes" checked={action?.Notify === true} />
              Notify the user
            </label>
          </fieldset>
        )
      })}
      <p class="hint">
        A challenge works where the pool’s MFA is optional: where it is off nobody can be challenged, and where it is
        required everybody is anyhow.
      </p>
    </section>
  )
}

/** What follows from a password that is known to have leaked. */
export function CompromisedFields({ parts }: { parts: RiskParts }) {
  const compromised = parts.CompromisedCredentialsRiskConfiguration
  const checked: readonly string[] = compromised?.EventFilter ?? filters
  return (
    <section class="card" aria-labelledby="compromised-title">
      <h2 id="compromised-title">Compromised credentials</h2>
      <Field id="compromised" label="A password that has leaked">
        <Select
          id="compromised"
          value={compromised?.Actions.EventAction}
          options={[
            { value: '', text: 'Not configured' },
            { value: 'BLOCK', text: 'BLOCK: refuse it' },
            { value: 'NO_ACTION', text: 'NO_ACTION: only note it' },
          ]}
        />
      </Field>
      <fieldset>
        <legend>Looked at when</legend>
        {filters.map((name) => (
          <label class="check">
            <input type="checkbox" name="filter" value={name} checked={checked.includes(name)} /> {name}
          </label>
        ))}
      </fieldset>
      <p class="hint">Passwords are seen where they are sent in the clear: sign-ins by SRP are not checked.</p>
    </section>
  )
}

/** Addresses that are not rated. */
export function ExceptionFields({ parts: { RiskExceptionConfiguration: lists } }: { parts: RiskParts }) {
  return (
    <section class="card" aria-labelledby="exceptions">
      <h2 id="exceptions">Addresses that are not rated</h2>
      <Field id="blocked" label="Always refused" hint="One range a line, e.g. 203.0.113.0/24. Looked at first.">
        <TextArea id="blocked" value={lists?.BlockedIPRangeList?.join('\n')} />
      </Field>
      <Field id="skipped" label="Never rated" hint="Right credentials suffice from here.">
        <TextArea id="skipped" value={lists?.SkippedIPRangeList?.join('\n')} />
      </Field>
      <p class="hint">The lists work in full-function mode only. Such sign-ins teach the risk model nothing.</p>
    </section>
  )
}

const titles: Readonly<Record<(typeof mails)[number], string>> = {
  BlockEmail: 'When a sign-in was blocked',
  MfaEmail: 'When a second factor was asked for',
  NoActionEmail: 'When nothing was done',
}

/** Sender and words of the notifications. */
export function MailFields({ parts }: { parts: RiskParts }) {
  const notify = parts.AccountTakeoverRiskConfiguration?.NotifyConfiguration
  return (
    <section class="card" aria-labelledby="mails">
      <h2 id="mails">Notifications</h2>
      <div class="fields">
        <Field id="source" label="SourceArn" hint="The identity in SES. Without it nobody is notified." wide>
          <input id="source" name="source" value={notify?.SourceArn} spellcheck={false} />
        </Field>
        <Field id="from" label="From">
          <input id="from" name="from" value={notify?.From} spellcheck={false} />
        </Field>
        <Field id="reply" label="ReplyTo">
          <input id="reply" name="reply" value={notify?.ReplyTo} spellcheck={false} />
        </Field>
      </div>
      <p class="hint">
        Places: <code>{'{username}'}</code> <code>{'{ip-address}'}</code> <code>{'{city}'}</code>{' '}
        <code>{'{country}'}</code> <code>{'{login-time}'}</code> <code>{'{device-name}'}</code>{' '}
        <code>{'{one-click-link-valid}'}</code> <code>{'{one-click-link-invalid}'}</code> <code>{'{event-id}'}</code>{' '}
        <code>{'{feedback-token}'}</code>
      </p>
      {(['BlockEmail', 'MfaEmail', 'NoActionEmail'] as const).map((name) => {
        const email = notify?.[name]
        return (
          <details>
            <summary>{titles[name]}</summary>
            <div class="tight">
              <Field id={`${name}-subject`} label="Subject" hint="Empty: the default words">
                <input id={`${name}-subject`} name={`${name}-subject`} value={email?.Subject} />
              </Field>
              <div class="columns">
                <Field id={`${name}-html`} label="HTML">
                  <TextArea id={`${name}-html`} value={email?.HtmlBody} rows={10} />
                </Field>
                <Field id={`${name}-text`} label="Text">
                  <TextArea id={`${name}-text`} value={email?.TextBody} rows={10} />
                </Field>
              </div>
            </div>
          </details>
        )
      })}
    </section>
  )
}
