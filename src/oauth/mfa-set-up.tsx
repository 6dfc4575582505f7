import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { ApiError, ensure } from '../api/errors.ts'
import { beginAuthenticator, verifyAuthenticator } from '../domain/hosted/mfa-set-up.ts'
import { type Pending, respond } from './answering.ts'
import { type ChallengeView, listOf } from './challenge-views.tsx'
import { codeIn, type Form as PostedForm } from './forms.ts'
import type { Words } from './languages/en.ts'
import { asLabel, factorName } from './languages/names.ts'
import { goOn, type LoginVisit } from './login-visit.tsx'
import { Choice, CodeField, Field, Submit } from './pages/parts.tsx'

/** The pages of MFA_SETUP: the choice of a factor where there is one, then an app with a QR code or an address. */
export function setUpView(words: Words, pending: Pending): ChallengeView {
  switch (factorOf(pending)) {
    case 'SOFTWARE_TOKEN_MFA':
      return pending.secretCode === undefined ? app(words) : appWithSecret(words, pending.username, pending.secretCode)
    case 'EMAIL_OTP':
      return address(words, 'email', 'EMAIL')
    case 'SMS_MFA':
      return address(words, 'phone_number', 'PHONE_NUMBER')
    default:
      return choice(words, offered(pending))
  }
}

/** Takes what was typed into one of those pages. */
export async function answerSetUp(
  visit: LoginVisit,
  pending: Pending,
  view: ChallengeView,
  posted: PostedForm,
): Promise<Response> {
  const { ctx } = visit.request
  const factor = factorOf(pending)
  if (factor === undefined) {
    const chosen = offered(pending).find((name) => name === posted('answer'))
    ensure(chosen, () => new ApiError('InvalidParameterException', 'Choose one of the factors.'))
    return goOn(visit, '/mfa', { ...pending, setUp: chosen as NonNullable<Pending['setUp']> })
  }
  if (factor !== 'SOFTWARE_TOKEN_MFA') return respond(visit, pending, posted, view.read(posted))
  if (pending.secretCode === undefined) {
    const { secretCode, session } = ctx.transact((inside) => beginAuthenticator(inside, pending.session))
    return goOn(visit, '/mfa', { ...pending, setUp: factor, secretCode, session })
  }
  const { session } = ctx.transact((inside) => verifyAuthenticator(inside, pending.session, codeIn(posted)))
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
    ...{ title: words.chooseFactor, fields: [] },
    content: () => (
      <>
        <Choice legend={words.factorIsAsked} options={names.map((name) => [name, factorName(words, name)])} />
        <Submit text={words.continue} />
      </>
    ),
    read: () => ({}),
  }
}

function app(words: Words): ChallengeView {
  return {
    ...{ title: words.setUpApp, fields: [] },
    content: () => (
      <>
        <p>{words.needApp}</p>
        <Submit text={words.showQrCode} />
      </>
    ),
    read: () => ({}),
  }
}

function appWithSecret(words: Words, username: string, secretCode: string): ChallengeView {
  const uri = `otpauth://totp/${encodeURIComponent(username)}?secret=${secretCode}&issuer=Cognito`
  return {
    ...{ title: words.setUpApp, fields: ['code'] },
    content: ({ trouble }) => (
      <>
        <p>{words.scanQrCode}</p>
        <div class="qr" role="img" aria-label={words.qrCode}>
          {raw(renderSVG(uri, { border: 1 }))}
        </div>
        <p>
          {words.key} <code>{secretCode}</code>
        </p>
        <CodeField label={words.appCode} trouble={trouble} />
        <Submit text={words.continue} />
      </>
    ),
    read: () => ({}),
  }
}

function address(words: Words, name: 'email' | 'phone_number', parameter: string): ChallengeView {
  const kind = name === 'email' ? 'email' : 'tel'
  return {
    ...{ title: words.setUpFactor, fields: ['address'] },
    content: ({ trouble, posted }) => (
      <>
        <p>{words.addressIsChecked}</p>
        <Field
          name="address"
          label={asLabel(words, words.names[name])}
          type={kind}
          autocomplete={kind}
          inputmode={kind}
          value={posted?.('address')}
          hint={name === 'email' ? undefined : words.countryCode}
          autofocus
          trouble={trouble}
        />
        <Submit text={words.sendCode} />
      </>
    ),
    read: (form) => ({ [parameter]: form('address').trim() }),
  }
}
