import { addPasskey } from './add-passkey.tsx'
import { asset, image } from './assets.ts'
import { authorize } from './authorize.ts'
import { challenge } from './challenge.tsx'
import { challengePaths } from './challenge-paths.ts'
import { confirmUser, resendCode } from './confirm-sign-up.tsx'
import type { Page } from './domain-request.ts'
import { errorPage } from './error-page.tsx'
import { eventFeedback } from './event-feedback.tsx'
import { confirmForgotPassword, forgotPassword } from './forgot-password.tsx'
import { idpResponse } from './idp-response.ts'
import { login } from './login.tsx'
import { logout } from './logout.ts'
import { pretend } from './pretend.tsx'
import { register } from './register.ts'
import { revoke } from './revoke.ts'
import { samlResponse } from './saml.ts'
import { samlLogout } from './saml-logout.ts'
import { signUp } from './sign-up.tsx'
import { token } from './token.ts'
import { userInfo } from './user-info.ts'

/** The paths that every domain has. */
const pages: Readonly<Record<string, Page>> = {
  '/oauth2/authorize': authorize,
  '/oauth2/idpresponse': idpResponse,
  '/saml2/idpresponse': samlResponse,
  '/saml2/logout': samlLogout,
  '/_pretend': pretend,
  '/oauth2/token': token,
  '/oauth2/userInfo': userInfo,
  '/oauth2/revoke': revoke,
  '/oauth2/register': register,
  '/login': login,
  ...Object.fromEntries(challengePaths.map((path) => [path, challenge])),
  '/passkeys/add': addPasskey,
  '/logout': logout,
  '/error': errorPage,
  '/signup': signUp,
  '/confirmUser': confirmUser,
  '/confirmuser': confirmUser,
  '/resendcode': resendCode,
  '/forgotPassword': forgotPassword,
  '/confirmForgotPassword': confirmForgotPassword,
  '/eventFeedback': eventFeedback,
}

/** Every path that all domains have; scripts and pictures are found by the form of theirs. */
export const pagePaths: readonly string[] = Object.keys(pages)

/** What answers at a path of a domain, if anything does. */
export function pageAt(path: string): Page | undefined {
  if (Object.hasOwn(pages, path)) return pages[path]
  if (path.startsWith('/_assets/')) return asset
  return /^\/[^/]+\/[^/]+\/\d+\/assets\/images\/image\.jpg$/.test(path) ? image : undefined
}
