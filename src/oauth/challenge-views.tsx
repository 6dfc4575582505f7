import type { Child } from 'hono/jsx'
import type { HostedProgress } from '../domain/hosted/visits.ts'
import type { Form as PostedForm } from './forms.ts'
import type { Words } from './languages/en.ts'
import { attributeName, factorName } from './languages/names.ts'
import { Field, Submit } from './pages/parts.tsx'

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
export function viewOf(words: Words, progress: HostedProgress, asksToRemember = false): ChallengeView {
  const { challenge, parameters = {} } = progress
  switch (challenge) {
    case 'SMS_MFA':
    case 'SMS_OTP':
    case 'EMAIL_OTP':
      return sentCode(words, challenge, parameters['CODE_DELIVERY_DESTINATION'], asksToRemember)
    case 'SOFTWARE_TOKEN_MFA':
      return {
        title: words.enterAppCode,
        content: <CodeAndButton words={words} asksToRemember={asksToRemember} />,
        read: (form) => ({ SOFTWARE_TOKEN_MFA_CODE: digits(form('code')) }),
      }
    case 'SELECT_MFA_TYPE':
      return choice(words, words.chooseProof, listOf(parameters['MFAS_CAN_CHOOSE']))
    case 'SELECT_CHALLENGE':
      return choice(
        words,
        words.chooseWay,
        (progress.available ?? []).filter((name) => name !== 'PASSWORD_SRP'),
      )
    case 'PASSWORD':
      return {
        title: words.enterPassword,
        content: (
          <>
            <p>{progress.username}</p>
            <Field name="password" label={words.password} type="password" autocomplete="current-password" autofocus />
            <Submit text={words.continue} />
          </>
        ),
        read: (form) => ({ PASSWORD: form('password') }),
      }
    case 'NEW_PASSWORD_REQUIRED':
      return newPassword(words, listOf(parameters['requiredAttributes']))
    case 'WEB_AUTHN':
      return passkey(words, parameters['CREDENTIAL_REQUEST_OPTIONS'] ?? '{}')
    default:
      throw new Error(`There is no page for ${challenge}.`)
  }
}

function sentCode(
  words: Words,
  challenge: 'SMS_MFA' | 'SMS_OTP' | 'EMAIL_OTP',
  destination: string | undefined,
  asksToRemember: boolean,
): ChallengeView {
  return {
    title: words.enterCode,
    content: (
      <>
        <p>{destination ? words.codeSentTo(destination) : words.codeSent}</p>
        <CodeAndButton words={words} asksToRemember={asksToRemember} />
      </>
    ),
    read: (form) => ({ [`${challenge}_CODE`]: digits(form('code')) }),
  }
}

function CodeAndButton({ words, asksToRemember }: { words: Words; asksToRemember: boolean }) {
  return (
    <>
      <Field name="code" label={words.code} autocomplete="one-time-code" inputmode="numeric" autofocus />
      {asksToRemember && (
        <div class="choices">
          <label>
            <input type="checkbox" name="rememberDevice" value="1" />
            {words.rememberDevice}
          </label>
        </div>
      )}
      <Submit text={words.continue} />
    </>
  )
}

function choice(words: Words, title: string, names: readonly string[]): ChallengeView {
  return {
    title,
    content: (
      <>
        <fieldset class="choices">
          <legend class="hint">{words.chooseOne}</legend>
          {names.map((name, i) => (
            <label>
              <input type="radio" name="answer" value={name} checked={i === 0} required />
              {factorName(words, name)}
            </label>
          ))}
        </fieldset>
        <Submit text={words.continue} />
      </>
    ),
    read: (form) => ({ ANSWER: form('answer') }),
  }
}

const prefix = 'userAttributes.'

function newPassword(words: Words, required: readonly string[]): ChallengeView {
  return {
    title: words.chooseNewPassword,
    content: (
      <>
        <Field name="newPassword" label={words.newPassword} type="password" autocomplete="new-password" autofocus />
        {required.map((name) => (
          <Field name={name} label={attributeName(words, name.slice(prefix.length))} />
        ))}
        <Submit text={words.setPassword} />
      </>
    ),
    read: (form) => ({
      NEW_PASSWORD: form('newPassword'),
      ...Object.fromEntries(required.map((name) => [name, form(name)] as const).filter(([, value]) => value !== '')),
    }),
  }
}

function passkey(words: Words, options: string): ChallengeView {
  return {
    title: words.usePasskey,
    scripts: ['passkey.js'],
    content: (
      <>
        <p>{words.passkeyComes}</p>
        <input type="hidden" name="credential" value="" data-passkey={options} />
        <p class="problem" id="passkey-problem" role="alert" hidden>
          {words.noPasskey}
        </p>
        <Submit text={words.continue} />
        <noscript>
          <p class="hint">{words.passkeyNeedsScript}</p>
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
