import { signInConfirmed } from '../domain/hosted/sign-in.ts'
import type { HostedProgress } from '../domain/hosted/visits.ts'
import { deviceData, performFor } from './api-call.ts'
import { confirmUser as confirmByLink } from './confirm-user.tsx'
import type { Page } from './domain-request.ts'
import { endpoint } from './endpoint.tsx'
import { codeIn, postedForm, whyNotTaken } from './forms.ts'
import { redirect } from './headers.ts'
import { goOn, type LoginVisit, linkTo, onLogin, progressOf } from './login-visit.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { AnotherCode, CodeField, Form, GeneralProblem, Submit, type Trouble, WhereCodeIs } from './pages/parts.tsx'
import { follow, formScripts, stepOf } from './signing-in.ts'
import { troubleOf } from './troubles.ts'

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
  if (!posted) return draw(visit, progress, { text: whyNotTaken(request, visit.words) }, 403)
  const { username } = progress
  const encodedData = posted('cognitoAsfData')
  try {
    const input = { Username: username, ConfirmationCode: codeIn(posted), ...deviceData(encodedData) }
    await performFor(request, 'ConfirmSignUp', login.client, input)
    const step = await signInConfirmed(request.ctx, stepOf(visit, username, posted))
    return await follow(visit, username, step, posted)
  } catch (error) {
    return draw(visit, progress, troubleOf(visit.words, error, ['code']))
  }
}

async function resend(visit: LoginVisit): Promise<Response> {
  const { request, login } = visit
  const progress = progressOf(visit)
  if (progress?.step !== 'confirm') return redirect(linkTo(visit, '/login'))
  const posted = await postedForm(request)
  if (!posted) return draw(visit, progress, { text: whyNotTaken(request, visit.words) }, 403)
  const { username } = progress
  try {
    const input = { Username: username, ...deviceData(posted('cognitoAsfData')) }
    const { CodeDeliveryDetails } = await performFor(request, 'ResendConfirmationCode', login.client, input)
    return goOn(visit, '/confirmUser', { step: 'confirm', username, destination: CodeDeliveryDetails?.Destination })
  } catch (error) {
    return draw(visit, progress, troubleOf(visit.words, error, ['code']))
  }
}

function draw(visit: LoginVisit, { destination }: HostedProgress, trouble?: Trouble, status?: number): Response {
  const { login, look, words, form: token, request } = visit
  const data = { poolId: login.pool.id, clientId: login.client.id }
  return hostedPage(request, {
    ...{ title: words.confirmYourAccount, words, look, cookies: token.cookies, status },
    scripts: formScripts,
    content: (
      <>
        <GeneralProblem trouble={trouble} />
        <WhereCodeIs words={words} destination={destination} trouble={trouble} />
        <Form action={linkTo(visit, '/confirmUser')} token={token.token} data={data}>
          <CodeField label={words.code} trouble={trouble} />
          <Submit text={words.confirmAccount} />
        </Form>
        <div class="links">
          <Form action={linkTo(visit, '/resendcode')} token={token.token}>
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
