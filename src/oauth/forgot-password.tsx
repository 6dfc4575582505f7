import { beginHostedSignIn } from '../domain/hosted/sign-in.ts'
import type { HostedProgress } from '../domain/hosted/visits.ts'
import { deviceData, performFor } from './api-call.ts'
import { endpoint } from './endpoint.tsx'
import { postedForm } from './forms.ts'
import { redirect } from './headers.ts'
import { signInNames } from './languages/names.ts'
import { goOn, type LoginVisit, linkTo, onLogin, progressOf } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { Field, Form, Notice, Problem, Submit } from './pages/parts.tsx'
import { deviceScripts, follow, sayOf, stepOf } from './signing-in.ts'

/** GET and POST /forgotPassword. */
export const forgotPassword = endpoint('ForgotPassword', { GET: onLogin(ask), POST: onLogin(send) })

/** GET and POST /confirmForgotPassword. */
export const confirmForgotPassword = endpoint('ConfirmForgotPassword', { GET: onLogin(show), POST: onLogin(reset) })

async function ask(visit: LoginVisit): Promise<Response> {
  return drawQuestion(visit, { username: visit.login.loginHint })
}

async function send(visit: LoginVisit): Promise<Response> {
  const { request, login } = visit
  const posted = await postedForm(request)
  if (!posted) return drawQuestion(visit, { problem: visit.words.expired, status: 403 })
  const username = posted('username').trim()
  try {
    const input = { Username: username, ...deviceData(posted('cognitoAsfData')) }
    const { CodeDeliveryDetails } = await performFor(request, 'ForgotPassword', login.client, input)
    const destination = CodeDeliveryDetails?.Destination
    return goOn(visit, '/confirmForgotPassword', { step: 'reset', username, destination })
  } catch (error) {
    return drawQuestion(visit, { username, problem: sayOf(visit.words, error) })
  }
}

async function show(visit: LoginVisit): Promise<Response> {
  const progress = progressOf(visit)
  return progress?.step === 'reset' ? drawReset(visit, progress) : redirect(linkTo(visit, '/forgotPassword'))
}

async function reset(visit: LoginVisit): Promise<Response> {
  const { request, login } = visit
  const progress = progressOf(visit)
  if (progress?.step !== 'reset') return redirect(linkTo(visit, '/forgotPassword'))
  const posted = await postedForm(request)
  if (!posted) return drawReset(visit, progress, { problem: visit.words.expired, status: 403 })
  const { username } = progress
  const password = posted('newPassword')
  const encodedData = posted('cognitoAsfData')
  try {
    const ConfirmationCode = posted('code').replaceAll(/\s/g, '')
    const input = { Username: username, ConfirmationCode, Password: password, ...deviceData(encodedData) }
    await performFor(request, 'ConfirmForgotPassword', login.client, input)
    // Inferred: whoever has just set a password is signed in with it.
    const way = { flow: 'USER_PASSWORD_AUTH', parameters: { PASSWORD: password } } as const
    const step = await beginHostedSignIn(request.ctx, { ...stepOf(visit, username, posted), ...way })
    return await follow(visit, username, step, posted)
  } catch (error) {
    return drawReset(visit, progress, { problem: sayOf(visit.words, error) })
  }
}

interface Shown {
  readonly username?: string | undefined
  readonly problem?: string
  readonly status?: number
}

function drawQuestion(visit: LoginVisit, { username, problem, status }: Shown): Response {
  const { login, look, words, form: token, request } = visit
  const data = { poolId: login.pool.id, clientId: login.client.id }
  return hostedPage(request, {
    ...{ title: words.forgotPassword, words, look, cookies: token.cookies, status },
    scripts: deviceScripts,
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
        <BackToSignIn visit={visit} />
      </>
    ),
  })
}

function drawReset(visit: LoginVisit, progress: HostedProgress, { problem, status }: Shown = {}): Response {
  const { login, look, words, form: token, request } = visit
  const data = { poolId: login.pool.id, clientId: login.client.id }
  const { destination } = progress
  return hostedPage(request, {
    ...{ title: words.setNewPassword, words, look, cookies: token.cookies, status },
    scripts: deviceScripts,
    content: (
      <>
        <Problem text={problem} />
        <Notice text={destination && !problem ? words.codeSentTo(destination) : undefined} />
        <Form action={linkTo(visit, '/confirmForgotPassword')} token={token.token} data={data}>
          <Field name="code" label={words.code} autocomplete="one-time-code" inputmode="numeric" autofocus />
          <Field name="newPassword" label={words.newPassword} type="password" autocomplete="new-password" />
          <Submit text={words.setPassword} />
        </Form>
        <BackToSignIn visit={visit} />
      </>
    ),
  })
}

function BackToSignIn({ visit }: { visit: LoginVisit }) {
  return (
    <div class="links">
      <p>
        <a href={linkTo(visit, '/login')}>{visit.words.backToSignIn}</a>
      </p>
    </div>
  )
}
