import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { ApiError, ensure } from '../api/errors.ts'
import { beginAuthenticator, verifyAuthenticator } from '../domain/hosted/mfa-set-up.ts'
import { type Pending, respond } from './answering.ts'
import { type ChallengeView, factorWords, listOf } from './challenge-views.tsx'
import type { Form as PostedForm } from './forms.ts'
import { goOn, type LoginVisit } from './login-visit.tsx'
import { Field, Submit } from './pages/parts.tsx'

/** The pages of MFA_SETUP: the choice of a factor where there is one, then an app with a QR code or an address. */
export function setUpView(pending: Pending): ChallengeView {
  switch (factorOf(pending)) {
    case 'SOFTWARE_TOKEN_MFA':
      return authenticator(pending)
    case 'EMAIL_OTP':
      return address('Email address', 'email', 'EMAIL')
    case 'SMS_MFA':
      return address('Phone number', 'tel', 'PHONE_NUMBER')
    default:
      return choice(offered(pending))
  }
}

/** Takes what was typed into one of those pages. */
export async function answerSetUp(visit: LoginVisit, pending: Pending, posted: PostedForm): Promise<Response> {
  const { ctx } = visit.request
  const factor = factorOf(pending)
  if (factor === undefined) {
    const chosen = offered(pending).find((name) => name === posted('answer'))
    ensure(chosen, () => new ApiError('InvalidParameterException', 'Choose one of the factors.'))
    return goOn(visit, '/mfa', { ...pending, setUp: chosen as NonNullable<Pending['setUp']> })
  }
  if (factor !== 'SOFTWARE_TOKEN_MFA') return respond(visit, pending, posted, setUpView(pending).read(posted))
  if (pending.secretCode === undefined) {
    const { secretCode, session } = ctx.transact((inside) => beginAuthenticator(inside, pending.session))
    return goOn(visit, '/mfa', { ...pending, setUp: factor, secretCode, session })
  }
  const code = posted('code').replaceAll(/\s/g, '')
  const { session } = ctx.transact((inside) => verifyAuthenticator(inside, pending.session, code))
  return respond(visit, { ...pending, session }, posted, {})
}

function offered({ parameters }: Pending): string[] {
  return listOf(parameters?.['MFAS_CAN_SETUP'])
}

/** The factor that is being set up: the chosen one, or the only one. */
function factorOf(pending: Pending): string | undefined {
  const names = offered(pending)
  return pending.setUp ?? (names.length === 1 ? names[0] : undefined)
}

function choice(names: readonly string[]): ChallengeView {
  return {
    title: 'Choose a second factor to set up',
    content: (
      <>
        <fieldset class="choices">
          <legend class="hint">You will be asked for it when you sign in.</legend>
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
    read: () => ({}),
  }
}

function authenticator({ secretCode, username }: Pending): ChallengeView {
  const title = 'Set up an authenticator app'
  if (secretCode === undefined) {
    const content = (
      <>
        <p>You need an app that shows codes, such as a password manager or an authenticator.</p>
        <Submit text="Show the QR code" />
      </>
    )
    return { title, content, read: () => ({}) }
  }
  const uri = `otpauth://totp/${encodeURIComponent(username)}?secret=${secretCode}&issuer=Cognito`
  return {
    title,
    content: (
      <>
        <p>Scan this code with the app, or type the key into it.</p>
        <div class="qr" role="img" aria-label="QR code with the key below">
          {raw(renderSVG(uri, { border: 1 }))}
        </div>
        <p>
          Key: <code>{secretCode}</code>
        </p>
        <Field name="code" label="Code that the app shows" autocomplete="one-time-code" inputmode="numeric" />
        <Submit text="Continue" />
      </>
    ),
    read: () => ({}),
  }
}

function address(label: string, kind: 'email' | 'tel', parameter: string): ChallengeView {
  return {
    title: 'Set up a second factor',
    content: (
      <>
        <p>We will send a code there to check it.</p>
        <Field name="address" label={label} type={kind} autocomplete={kind} inputmode={kind} autofocus />
        <Submit text="Send the code" />
      </>
    ),
    read: (form) => ({ [parameter]: form('address').trim() }),
  }
}
