import type { Child } from 'hono/jsx'
import type { ChallengeNameType } from '../api/generated/types.ts'
import type { HostedProgress } from '../domain/hosted/visits.ts'
import type { Form as PostedForm } from './forms.ts'
import { Field, Submit } from './pages/parts.tsx'
import { attributeWords } from './pages/words.ts'

/** How a challenge is put on a page, and how its answer is read from the form. */
export interface ChallengeView {
  readonly title: string
  /** What stands in the form, the button included. */
  readonly content: Child
  readonly scripts?: readonly string[] | undefined
  /** The responses, by the API's names. */
  read(form: PostedForm): Record<string, string>
}

/** The view of the pending challenge. `asksToRemember`: whether it offers to remember the browser. */
export function viewOf(progress: HostedProgress, asksToRemember = false): ChallengeView {
  const { challenge, parameters = {} } = progress
  switch (challenge) {
    case 'SMS_MFA':
    case 'SMS_OTP':
    case 'EMAIL_OTP':
      return sentCode(challenge, parameters['CODE_DELIVERY_DESTINATION'], asksToRemember)
    case 'SOFTWARE_TOKEN_MFA':
      return {
        title: 'Enter the code of your authenticator app',
        content: <CodeAndButton asksToRemember={asksToRemember} />,
        read: (form) => ({ SOFTWARE_TOKEN_MFA_CODE: digits(form('code')) }),
      }
    case 'SELECT_MFA_TYPE':
      return choice('Choose how to verify that it is you', listOf(parameters['MFAS_CAN_CHOOSE']))
    case 'SELECT_CHALLENGE':
      return choice(
        'Choose how to sign in',
        (progress.available ?? []).filter((name) => name !== 'PASSWORD_SRP'),
      )
    case 'PASSWORD':
      return {
        title: 'Enter your password',
        content: (
          <>
            <p>{progress.username}</p>
            <Field name="password" label="Password" type="password" autocomplete="current-password" autofocus />
            <Submit text="Continue" />
          </>
        ),
        read: (form) => ({ PASSWORD: form('password') }),
      }
    case 'NEW_PASSWORD_REQUIRED':
      return newPassword(listOf(parameters['requiredAttributes']))
    case 'WEB_AUTHN':
      return passkey(parameters['CREDENTIAL_REQUEST_OPTIONS'] ?? '{}')
    default:
      throw new Error(`There is no page for ${challenge}.`)
  }
}

function sentCode(
  challenge: 'SMS_MFA' | 'SMS_OTP' | 'EMAIL_OTP',
  destination: string | undefined,
  asksToRemember: boolean,
): ChallengeView {
  return {
    title: 'Enter your code',
    content: (
      <>
        <p>We have sent a code{destination ? ` to ${destination}` : ''}.</p>
        <CodeAndButton asksToRemember={asksToRemember} />
      </>
    ),
    read: (form) => ({ [`${challenge}_CODE`]: digits(form('code')) }),
  }
}

function CodeAndButton({ asksToRemember }: { asksToRemember: boolean }) {
  return (
    <>
      <Field name="code" label="Code" autocomplete="one-time-code" inputmode="numeric" autofocus />
      {asksToRemember && (
        <div class="choices">
          <label>
            <input type="checkbox" name="rememberDevice" value="1" />
            Remember this device
          </label>
        </div>
      )}
      <Submit text="Continue" />
    </>
  )
}

function choice(title: string, names: readonly string[]): ChallengeView {
  return {
    title,
    content: (
      <>
        <fieldset class="choices">
          <legend class="hint">You can use one of these.</legend>
          {names.map((name, i) => (
            <label>
              <input type="radio" name="answer" value={name} checked={i === 0} required />
              {factorWords[name] ?? name}
            </label>
          ))}
        </fieldset>
        <Submit text="Continue" />
      </>
    ),
    read: (form) => ({ ANSWER: form('answer') }),
  }
}

/** What to call a factor. */
export const factorWords: Readonly<Partial<Record<ChallengeNameType, string>> & Record<string, string>> = {
  SMS_MFA: 'Text message',
  SMS_OTP: 'Code by text message',
  EMAIL_OTP: 'Code by email',
  SOFTWARE_TOKEN_MFA: 'Authenticator app',
  PASSWORD: 'Password',
  WEB_AUTHN: 'Passkey',
}

const prefix = 'userAttributes.'

function newPassword(required: readonly string[]): ChallengeView {
  return {
    title: 'Choose a new password',
    content: (
      <>
        <Field name="newPassword" label="New password" type="password" autocomplete="new-password" autofocus />
        {required.map((name) => (
          <Field name={name} label={attributeWords(name.slice(prefix.length))} />
        ))}
        <Submit text="Set the password" />
      </>
    ),
    read: (form) => ({
      NEW_PASSWORD: form('newPassword'),
      ...Object.fromEntries(required.map((name) => [name, form(name)] as const).filter(([, value]) => value !== '')),
    }),
  }
}

function passkey(options: string): ChallengeView {
  return {
    title: 'Use your passkey',
    scripts: ['passkey.js'],
    content: (
      <>
        <p>Your browser will ask for the passkey of this site.</p>
        <input type="hidden" name="credential" value="" data-passkey={options} />
        <p class="problem" id="passkey-problem" role="alert" hidden>
          The browser did not offer a passkey. Try again, or go back and choose another way to sign in.
        </p>
        <Submit text="Continue" />
        <noscript>
          <p class="hint">Passkeys need JavaScript. Go back and choose another way to sign in.</p>
        </noscript>
      </>
    ),
    read: (form) => ({ CREDENTIAL: form('credential') }),
  }
}

/** People type spaces into codes. */
function digits(text: string): string {
  return text.replaceAll(/\s/g, '')
}

/** A list that the API writes as JSON into a text. */
export function listOf(json: string | undefined): string[] {
  return json === undefined ? [] : (JSON.parse(json) as string[])
}
