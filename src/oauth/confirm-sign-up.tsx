import { signInConfirmed } from '../domain/hosted/sign-in.ts'
import { deviceData, performFor } from './api-call.ts'
import { confirmUser as confirmByLink } from './confirm-user.tsx'
import type { Page } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { postedForm } from './forms.ts'
import { redirect } from './headers.ts'
import { goOn, type LoginVisit, linkTo, onLogin, progressOf } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { Field, Form, Notice, Problem, Submit } from './pages/parts.tsx'
import { deviceScripts, follow, sayOf, stepOf } from './signing-in.ts'

const form = endpoint('Confirm', { GET: onLogin(show), POST: onLogin(confirm) })

/** /confirmUser: the page on which new users type their code in, and where links in messages lead. */
export const confirmUser: Page = (server, visit) =>
  visit.c.req.query('redirect_uri') === undefined ? confirmByLink(server, visit) : form(server, visit)

/** POST /resendcode. */
export const resendCode = endpoint('ResendCode', { POST: onLogin(resend) })

async function show(visit: LoginVisit): Promise<Response> {
  const progress = progressOf(visit)
  return progress?.step === 'confirm' ? draw(visit, progress) : redirect(linkTo(visit, '/login'))
}

async function confirm(visit: LoginVisit): Promise<Response> {
  const { request, login } = visit
  const progress = progressOf(visit)
  if (progress?.step !== 'confirm') return redirect(linkTo(visit, '/login'))
  const posted = await postedForm(request)
  if (!posted) return draw(visit, { ...progress, problem: visit.words.expired, status: 403 })
  const { username } = progress
  const encodedData = posted('cognitoAsfData')
  try {
    const ConfirmationCode = posted('code').replaceAll(/\s/g, '')
    const input = { Username: username, ConfirmationCode, ...deviceData(encodedData) }
    await performFor(request, 'ConfirmSignUp', login.client, input)
    const step = await signInConfirmed(request.ctx, stepOf(visit, username, posted))
    return await follow(visit, username, step, posted)
  } catch (error) {
    return draw(visit, { ...progress, problem: sayOf(visit.words, error) })
  }
}

async function resend(visit: LoginVisit): Promise<Response> {
  const { request, login } = visit
  const progress = progressOf(visit)
  if (progress?.step !== 'confirm') return redirect(linkTo(visit, '/login'))
  const posted = await postedForm(request)
  if (!posted) return draw(visit, { ...progress, problem: visit.words.expired, status: 403 })
  const { username } = progress
  try {
    const input = { Username: username, ...deviceData(posted('cognitoAsfData')) }
    const { CodeDeliveryDetails } = await performFor(request, 'ResendConfirmationCode', login.client, input)
    return goOn(visit, '/confirmUser', { step: 'confirm', username, destination: CodeDeliveryDetails?.Destination })
  } catch (error) {
    return draw(visit, { ...progress, problem: sayOf(visit.words, error) })
  }
}

function draw(
  visit: LoginVisit,
  shown: { username: string; destination?: string | undefined; problem?: string; status?: number },
): Response {
  const { login, look, words, form: token, request } = visit
  const data = { poolId: login.pool.id, clientId: login.client.id }
  const { destination } = shown
  return hostedPage(request, {
    ...{ title: words.confirmYourAccount, words, look, cookies: token.cookies, status: shown.status },
    scripts: deviceScripts,
    content: (
      <>
        <Problem text={shown.problem} />
        <Notice text={destination && !shown.problem ? words.codeSentTo(destination) : undefined} />
        {!destination && <p>{words.enterSentCode}</p>}
        <Form action={linkTo(visit, '/confirmUser')} token={token.token} data={data}>
          <Field name="code" label={words.code} autocomplete="one-time-code" inputmode="numeric" autofocus />
          <Submit text={words.confirmAccount} />
        </Form>
        <div class="links">
          <Form action={linkTo(visit, '/resendcode')} token={token.token}>
            <p>
              {words.noCode}{' '}
              <button type="submit" class="plain">
                {words.anotherCode}
              </button>
            </p>
          </Form>
          <p>
            <a href={linkTo(visit, '/login')}>{words.backToSignIn}</a>
          </p>
        </div>
      </>
    ),
  })
}
