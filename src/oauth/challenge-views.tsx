import type { Child } from 'hono/jsx'
import { asksToRemember } from '../domain/hosted/browser-devices.ts'
import type { HostedProgress } from '../domain/hosted/visits.ts'
import type { Pool } from './domain-request.ts'
import { codeIn, type Form as PostedForm } from './forms.ts'
import type { Words } from './languages/en.ts'
import { factorName } from './languages/names.ts'
import { NewPassword, newPasswordScript } from './pages/new-password.tsx'
import { Choice, CodeField, Field, OwnerOfPassword, Submit, type Trouble } from './pages/parts.tsx'
import { attributeField, inOrder } from './sign-up-fields.ts'

/** How a challenge is put on a page, and how its answer is read from the form. */
export interface ChallengeView {
  readonly title: string
  /** The names of its fields that can be wrong. */
  readonly fields: readonly string[]
  readonly scripts?: readonly string[] | undefined
  /** What stands in the form, the button included. */
  content(shown: Shown): Child
  /** The responses, by the API's names. */
  read(form: PostedForm): Record<string, string>
}

/** What was wrong with an answer, and the answer, where a page comes again. */
export interface Shown {
  readonly trouble?: Trouble | undefined
  readonly posted?: PostedForm | undefined
}

/** The view of the pending challenge. */
export function viewOf(words: Words, pool: Pool, progress: HostedProgress): ChallengeView {
  const { challenge, parameters = {}, username } = progress
  switch (challenge) {
    case 'SMS_MFA':
    case 'SMS_OTP':
    case 'EMAIL_OTP': {
      const to = parameters['CODE_DELIVERY_DESTINATION']
      return code(words, pool, {
        title: words.enterCode,
        intro: to ? words.codeSentTo(to) : words.codeSent,
        response: `${challenge}_CODE`,
      })
    }
    case 'SOFTWARE_TOKEN_MFA':
      return code(words, pool, { title: words.enterAppCode, response: 'SOFTWARE_TOKEN_MFA_CODE' })
    case 'SELECT_MFA_TYPE':
      return choice(words, words.chooseProof, listOf(parameters['MFAS_CAN_CHOOSE']))
    case 'SELECT_CHALLENGE':
      return choice(
        words,
        words.chooseWay,
        (progress.available ?? []).filter((name) => name !== 'PASSWORD_SRP'),
      )
    case 'PASSWORD':
      return password(words, username)
    case 'NEW_PASSWORD_REQUIRED':
      return newPassword(words, pool, username, listOf(parameters['requiredAttributes']))
    case 'WEB_AUTHN':
      return passkey(words, parameters['CREDENTIAL_REQUEST_OPTIONS'] ?? '{}')
    default:
      throw new Error(`There is no page for ${challenge}.`)
  }
}

function code(words: Words, pool: Pool, asked: { title: string; intro?: string; response: string }): ChallengeView {
  return {
    title: asked.title,
    fields: ['code'],
    content: ({ trouble, posted }) => (
      <>
        {asked.intro && <p>{asked.intro}</p>}
        <CodeField label={words.code} trouble={trouble} />
        {asksToRemember(pool) && (
          <label class="check">
            <input type="checkbox" name="rememberDevice" value="1" checked={posted?.('rememberDevice') === '1'} />
            {words.rememberDevice}
          </label>
        )}
        <Submit text={words.continue} />
      </>
    ),
    read: (form) => ({ [asked.response]: codeIn(form) }),
  }
}

function choice(words: Words, title: string, names: readonly string[]): ChallengeView {
  return {
    ...{ title, fields: [] },
    content: () => (
      <>
        <Choice legend={words.chooseOne} options={names.map((name) => [name, factorName(words, name)])} />
        <Submit text={words.continue} />
      </>
    ),
    read: (form) => ({ ANSWER: form('answer') }),
  }
}

function password(words: Words, username: string): ChallengeView {
  return {
    ...{ title: words.enterPassword, fields: [] },
    content: () => (
      <>
        <p>
          <bdi>{username}</bdi>
        </p>
        <OwnerOfPassword username={username} />
        <Field name="password" label={words.password} type="password" autocomplete="current-password" autofocus />
        <Submit text={words.continue} />
      </>
    ),
    read: (form) => ({ PASSWORD: form('password') }),
  }
}

const prefix = 'userAttributes.'

function newPassword(words: Words, pool: Pool, username: string, required: readonly string[]): ChallengeView {
  const names = inOrder(required.map((name) => name.slice(prefix.length)))
  const fields = names.map((name) => prefix + name)
  return {
    title: words.chooseNewPassword,
    fields: ['newPassword', ...fields],
    scripts: [newPasswordScript],
    content: ({ trouble, posted }) => (
      <>
        <OwnerOfPassword username={username} />
        <NewPassword words={words} pool={pool} name="newPassword" autofocus trouble={trouble} />
        {names.map((name) => (
          <Field
            {...attributeField(words, name)}
            name={prefix + name}
            value={posted?.(prefix + name)}
            trouble={trouble}
          />
        ))}
        <Submit text={words.setPassword} />
      </>
    ),
    read: (form) => ({
      NEW_PASSWORD: form('newPassword'),
      ...Object.fromEntries(fields.map((name) => [name, form(name)] as const).filter(([, value]) => value !== '')),
    }),
  }
}

function passkey(words: Words, options: string): ChallengeView {
  return {
    ...{ title: words.usePasskey, fields: [] },
    scripts: ['passkey.js'],
    content: () => (
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

/** A list that the API writes as JSON into a text. */
export function listOf(json: string | undefined): string[] {
  return json === undefined ? [] : (JSON.parse(json) as string[])
}
