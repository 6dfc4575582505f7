import { ApiError } from '../api/errors.ts'
import { asksToRemember } from '../domain/hosted/browser-devices.ts'
import { type Pending, respond } from './answering.ts'
import { pathOf } from './challenge-paths.ts'
import { type ChallengeView, viewOf } from './challenge-views.tsx'
import { endpoint } from './endpoint.tsx'
import { postedForm } from './forms.ts'
import { redirect } from './headers.ts'
import { type LoginVisit, linkTo, onLogin, progressOf } from './login-visit.tsx'
import { answerSetUp, setUpView } from './mfa-set-up.tsx'
import { hostedPage } from './pages/hosted-page.tsx'
import { Form, Problem } from './pages/parts.tsx'
import { deviceScripts, sayOf } from './signing-in.ts'

/** GET and POST of every page on which a challenge is answered: second factors, a new password, the choice of a factor. */
export const challenge = endpoint('Challenge', { GET: onLogin(show), POST: onLogin(answer) })

function pendingOf(visit: LoginVisit): Pending | undefined {
  const progress = progressOf(visit)
  return progress?.step === 'challenge' && progress.challenge && progress.session ? (progress as Pending) : undefined
}

async function show(visit: LoginVisit): Promise<Response> {
  const pending = pendingOf(visit)
  if (!pending) return redirect(linkTo(visit, '/login'))
  const path = pathOf(pending.challenge)
  if (!visit.request.c.req.path.endsWith(path)) return redirect(linkTo(visit, path))
  return draw(visit, pending)
}

async function answer(visit: LoginVisit): Promise<Response> {
  const pending = pendingOf(visit)
  const posted = await postedForm(visit.request)
  if (!pending) return redirect(linkTo(visit, '/login'))
  if (!posted) return draw(visit, pending, visit.words.expired, 403)
  try {
    if (pending.challenge === 'MFA_SETUP') return await answerSetUp(visit, pending, posted)
    return await respond(visit, pending, posted, viewOf(visit.words, pending).read(posted))
  } catch (error) {
    return draw(visit, pending, sayOf(visit.words, error), 200, isOver(error))
  }
}

/** Whether nothing but a new sign-in helps. */
function isOver(error: unknown): boolean {
  return error instanceof ApiError && error.message.startsWith('Invalid session')
}

/** The page of the pending challenge. */
function draw(visit: LoginVisit, pending: Pending, problem?: string, status = 200, over = false): Response {
  const { look, words, form, request, login } = visit
  const view: ChallengeView =
    pending.challenge === 'MFA_SETUP' ? setUpView(words, pending) : viewOf(words, pending, asksToRemember(login.pool))
  const data = { poolId: login.pool.id, clientId: login.client.id }
  return hostedPage(request, {
    ...{ title: view.title, words, look, status, cookies: form.cookies },
    scripts: [...deviceScripts, ...(view.scripts ?? [])],
    content: (
      <>
        <Problem text={problem} />
        {!over && (
          <Form action={linkTo(visit, pathOf(pending.challenge))} token={form.token} data={data}>
            {view.content}
          </Form>
        )}
        <div class="links">
          <p>
            <a href={linkTo(visit, '/login')}>{over ? words.signInAgain : words.backToSignIn}</a>
          </p>
        </div>
      </>
    ),
  })
}
