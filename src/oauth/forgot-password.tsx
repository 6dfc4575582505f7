import { ApiError } from '../api/errors.ts'
import * as faults from '../api/faults.ts'
import { beginHostedSignIn } from '../domain/hosted/sign-in.ts'
import type { HostedProgress } from '../domain/hosted/visits.ts'
import { deviceData, performFor } from './api-call.ts'
import { endpoint } from './endpoint.tsx'
import { codeIn, postedForm, whyNotTaken } from './forms.ts'
import { redirect } from './headers.ts'
import { signInNames } from './languages/names.ts'
import { goOn, type LoginVisit, linkTo, onLogin, progressOf } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { NewPassword, newPasswordScript } from './pages/new-password.tsx'
import {
  AnotherCode,
  CodeField,
  Field,
  Form,
  GeneralProblem,
  OwnerOfPassword,
  Problem,
  Submit,
  type Trouble,
  WhereCodeIs,
} from './pages/parts.tsx'
import { follow, formScripts, sayOf, stepOf } from './signing-in.ts'
import { troubleOf } from './troubles.ts'

/** GET and POST /forgotPassword. */
export const forgotPassword = endpoint('ForgotPassword', { GET: onLogin(ask), POST: onLogin(send) })

/** GET and POST /confirmForgotPassword. */
export const confirmForgotPassword = endpoint('ConfirmForgotPassword', { GET: onLogin(show), POST: onLogin(reset) })

/**
 * Where a sign-in goes on whose password must be set anew; undefined where that is not its error. Documented:
 * AdminResetUserPassword API page; the code was sent then. Inferred: for a password that others know it is yet to be sent.
 */
export function leadToReset(visit: LoginVisit, username: string, error: unknown): Response | undefined {
  if (!(error instanceof ApiError) || error.name !== 'PasswordResetRequiredException') return undefined
  const isSent = error.message === faults.passwordResetRequired().message
  if (isSent) return goOn(visit, '/confirmForgotPassword', { step: 'reset', username })
  return drawQuestion(visit, { username, problem: sayOf(visit.words, error) })
}

async function ask(visit: LoginVisit): Promise<Response> {
  return drawQuestion(visit, { username: visit.login.loginHint })
}

async function send(visit: LoginVisit): Promise<Response> {
  const { request, login, words } = visit
  const posted = await postedForm(request)
  if (!posted) return drawQuestion(visit, { problem: whyNotTaken(request, words), status: 403 })
  const username = posted('username').trim()
  try {
    const input = { Username: username, ...deviceData(posted('cognitoAsfData')) }
    const { CodeDeliveryDetails } = await performFor(request, 'ForgotPassword', login.client, input)
    const destination = CodeDeliveryDetails?.Destination
    return goOn(visit, '/confirmForgotPassword', { step: 'reset', username, destination })
  } catch (error) {
    return drawQuestion(visit, { username, problem: sayOf(words, error) })
  }
}

async function show(visit: LoginVisit): Promise<Response> {
  const progress = progressOf(visit)
  return progress?.step === 'reset' ? drawReset(visit, progress) : redirect(linkTo(visit, '/forgotPassword'))
}

async function reset(visit: LoginVisit): Promise<Response> {
  const { request, login, words } = visit
  const progress = progressOf(visit)
  if (progress?.step !== 'reset') return redirect(linkTo(visit, '/forgotPassword'))
  const posted = await postedForm(request)
  if (!posted) return drawReset(visit, progress, { text: whyNotTaken(request, words) }, 403)
  const { username } = progress
  const password = posted('newPassword')
  const encodedData = posted('cognitoAsfData')
  try {
    const input = { Username: username, ConfirmationCode: codeIn(posted), Password: password }
    await performFor(request, 'ConfirmForgotPassword', login.client, { ...input, ...deviceData(encodedData) })
    // Inferred: whoever has just set a password is signed in with it.
    const way = { flow: 'USER_PASSWORD_AUTH', parameters: { PASSWORD: password } } as const
    const step = await beginHostedSignIn(request.ctx, { ...stepOf(visit, username, posted), ...way })
    return await follow(visit, username, step, posted)
  } catch (error) {
    return drawReset(visit, progress, troubleOf(words, error, ['code', 'newPassword']))
  }
}

function drawQuestion(
  visit: LoginVisit,
  { username, problem, status }: { username?: string | undefined; problem?: string; status?: number },
): Response {
  const { login, look, words, form: token, request } = visit
  const data = { poolId: login.pool.id, clientId: login.client.id }
  return hostedPage(request, {
    ...{ title: words.forgotPassword, words, look, cookies: token.cookies, status },
    scripts: formScripts,
    content: (
      <>
        <Problem text={problem} />
        <p>{words.codeForNewPassword}</p>
        <Form action={linkTo(visit, '/forgotPassword')} token={token.token} data={data}>
          <Field
            name="username"
            label={signInNames(words, login.pool)}
            autocomplete="username"
            value={username}
            autofocus={!username}
          />
          <Submit text={words.sendCode} />
        </Form>
        <div class="links">
          <p>
            <a href={linkTo(visit, '/login')}>{words.backToSignIn}</a>
          </p>
        </div>
      </>
    ),
  })
}

function drawReset(visit: LoginVisit, progress: HostedProgress, trouble?: Trouble, status?: number): Response {
  const { login, look, words, form: token, request } = visit
  const data = { poolId: login.pool.id, clientId: login.client.id }
  const { destination, username } = progress
  return hostedPage(request, {
    ...{ title: words.setNewPassword, words, look, cookies: token.cookies, status },
    scripts: [...formScripts, newPasswordScript],
    content: (
      <>
        <GeneralProblem trouble={trouble} />
        <WhereCodeIs words={words} destination={destination} trouble={trouble} />
        <Form action={linkTo(visit, '/confirmForgotPassword')} token={token.token} data={data}>
          <OwnerOfPassword username={username} />
          <CodeField label={words.code} trouble={trouble} />
          <NewPassword words={words} pool={login.pool} name="newPassword" trouble={trouble} />
          <Submit text={words.setPassword} />
        </Form>
        <div class="links">
          <Form action={linkTo(visit, '/forgotPassword')} token={token.token} data={data}>
            <OwnerOfPassword username={username} />
            <AnotherCode words={words} />
          </Form>
          <p>
            <a href={linkTo(visit, '/login')}>{words.backToSignIn}</a>
          </p>
        </div>
      </>
    ),
  })
}
