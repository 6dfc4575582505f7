import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { ApiError, ensure } from '../api/errors.ts'
import { beginAuthenticator, verifyAuthenticator } from '../domain/hosted/mfa-set-up.ts'
import { type Pending, respond } from './answering.ts'
import { type ChallengeView, listOf } from './challenge-views.tsx'
import type { Form as PostedForm } from './forms.ts'
import type { Words } from './languages/en.ts'
import { asLabel, factorName } from './languages/names.ts'
import { goOn, type LoginVisit } from './login-visit.tsx'
import { Field, Submit } from './pages/parts.tsx'

/** The pages of MFA_SETUP: the choice of a factor where there is one, then an app with a QR code or an address. */
export function setUpView(words: Words, pending: Pending): ChallengeView {
  switch (factorOf(pending)) {
    case 'SOFTWARE_TOKEN_MFA':
      return authenticator(words, pending)
    case 'EMAIL_OTP':
      return address(words, asLabel(words, words.names.email), 'email', 'EMAIL')
    case 'SMS_MFA':
      return address(words, asLabel(words, words.names.phone_number), 'tel', 'PHONE_NUMBER')
    default:
      return choice(words, offered(pending))
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
  if (factor !== 'SOFTWARE_TOKEN_MFA')
    return respond(visit, pending, posted, setUpView(visit.words, pending).read(posted))
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

function choice(words: Words, names: readonly string[]): ChallengeView {
  return {
    title: words.chooseFactor,
    content: (
      <>
        <fieldset class="choices">
          <legend class="hint">{words.factorIsAsked}</legend>
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
    read: () => ({}),
  }
}

function authenticator(words: Words, { secretCode, username }: Pending): ChallengeView {
  const title = words.setUpApp
  if (secretCode === undefined) {
    const content = (
      <>
        <p>{words.needApp}</p>
        <Submit text={words.showQrCode} />
      </>
    )
    return { title, content, read: () => ({}) }
  }
  const uri = `otpauth://totp/${encodeURIComponent(username)}?secret=${secretCode}&issuer=Cognito`
  return {
    title,
    content: (
      <>
        <p>{words.scanQrCode}</p>
        <div class="qr" role="img" aria-label={words.qrCode}>
          {raw(renderSVG(uri, { border: 1 }))}
        </div>
        <p>
          {words.key} <code>{secretCode}</code>
        </p>
        <Field name="code" label={words.appCode} autocomplete="one-time-code" inputmode="numeric" />
        <Submit text={words.continue} />
      </>
    ),
    read: () => ({}),
  }
}

function address(words: Words, label: string, kind: 'email' | 'tel', parameter: string): ChallengeView {
  return {
    title: words.setUpFactor,
    content: (
      <>
        <p>{words.addressIsChecked}</p>
        <Field name="address" label={label} type={kind} autocomplete={kind} inputmode={kind} autofocus />
        <Submit text={words.sendCode} />
      </>
    ),
    read: (form) => ({ [parameter]: form('address').trim() }),
  }
}
