import type { ChallengeNameType } from '../../../src/api/generated/types.ts'

/** A page as a visitor knows it. */
export interface TourPage {
  readonly path: string
  readonly heading: string
  /** What else must stand on it. */
  readonly says?: string
  /** Whose answer it takes. */
  readonly challenge?: ChallengeNameType
}

const otp = { path: '/mfa', heading: 'Enter your code' }
const signIn = { path: '/login', heading: 'Sign in' }
const setUp = { path: '/mfa', challenge: 'MFA_SETUP' } as const
const wrong = 'An error was encountered with the requested page.'

/** Every page of the domains that people see, and the states of a page that look different. */
export const pages = {
  'sign-in': signIn,
  'sign-in, refused': { ...signIn, says: 'Incorrect username or password.' },
  'sign-in, open for too long': { ...signIn, says: 'This page was open for too long. Please try again.' },
  'sign-in, without a cookie': { ...signIn, says: 'Allow cookies for this site' },
  'sign-in, locked out': { ...signIn, says: 'Password attempts exceeded' },
  'sign-in, disabled user': { ...signIn, says: 'User is disabled.' },
  'sign-in, blocked': { ...signIn, says: 'Unable to login because of security reasons.' },
  'sign-in, providers too': { ...signIn, says: 'Continue with Google' },
  'sign-in, providers only': { ...signIn, says: 'Continue with Corporate' },
  'sign-in, a style sheet of its own': signIn,
  'sign-in, a dark style': signIn,
  'sign-in by choice': { ...signIn, says: 'Next' },
  'account chooser': { path: '/login', heading: 'Choose an account', says: 'You are signed in as' },
  'choice of a first factor': {
    path: '/selectFactor',
    heading: 'Choose how to sign in',
    challenge: 'SELECT_CHALLENGE',
  },
  'password after the choice': { path: '/password', heading: 'Enter your password', challenge: 'PASSWORD' },
  'password after the choice, refused': {
    ...{ path: '/password', heading: 'Enter your password', challenge: 'PASSWORD' },
    says: 'Incorrect username or password.',
  },
  'code by e-mail instead of a password': { ...otp, challenge: 'EMAIL_OTP', says: 'We have sent a code to a***@e***.' },
  'code by text message instead of a password': { ...otp, challenge: 'SMS_OTP', says: 'to +*******1212.' },
  passkey: { path: '/passkey', heading: 'Use your passkey', challenge: 'WEB_AUTHN' },
  'passkey, refused': {
    ...{ path: '/passkey', heading: 'Use your passkey', challenge: 'WEB_AUTHN' },
    says: 'The browser did not offer a passkey.',
  },
  'new passkey': { path: '/passkeys/add', heading: 'Add a passkey' },
  'new passkey, refused': { path: '/passkeys/add', heading: 'Add a passkey', says: 'did not make a passkey' },
  'new password': { path: '/newPassword', heading: 'Choose a new password', challenge: 'NEW_PASSWORD_REQUIRED' },
  'new password, refused': {
    ...{ path: '/newPassword', heading: 'Choose a new password', challenge: 'NEW_PASSWORD_REQUIRED' },
    says: 'Password not long enough',
  },
  'choice of a second factor': {
    ...{ path: '/mfa', heading: 'Choose how to verify that it is you', challenge: 'SELECT_MFA_TYPE' },
  },
  'second factor by text message': { ...otp, challenge: 'SMS_MFA', says: 'Remember this device' },
  'second factor by text message, refused': { ...otp, challenge: 'SMS_MFA', says: 'Invalid code or auth state' },
  'second factor by e-mail': { ...otp, challenge: 'EMAIL_OTP', says: 'Remember this device' },
  'second factor by an app': {
    ...{ path: '/mfa', heading: 'Enter the code of your authenticator app', challenge: 'SOFTWARE_TOKEN_MFA' },
    says: 'Remember this device',
  },
  'second factor because of a risk': { ...otp, challenge: 'SMS_MFA', says: 'We have sent a code to +' },
  'second factor, over': { ...otp, says: 'Sign in again' },
  'choice of a factor to set up': { ...setUp, heading: 'Choose a second factor to set up' },
  'authenticator app': { ...setUp, heading: 'Set up an authenticator app', says: 'You need an app' },
  'authenticator app, QR code': { ...setUp, heading: 'Set up an authenticator app', says: 'Key:' },
  'authenticator app, refused': { ...setUp, heading: 'Set up an authenticator app', says: 'Code mismatch' },
  'phone number for codes': { ...setUp, heading: 'Set up a second factor', says: 'Phone number' },
  'phone number for codes, refused': { ...setUp, heading: 'Set up a second factor', says: 'Invalid phone number' },
  'e-mail address for codes': { ...setUp, heading: 'Set up a second factor', says: 'Email address' },
  'sign-up': { path: '/signup', heading: 'Create an account' },
  'sign-up, refused': { path: '/signup', heading: 'Create an account', says: 'User already exists' },
  'sign-up, everything asked': { path: '/signup', heading: 'Create an account', says: 'By signing up you agree' },
  'code of a new user': { path: '/confirmUser', heading: 'Confirm your account', says: 'We have sent a code to' },
  'code of a new user, refused': {
    path: '/confirmUser',
    heading: 'Confirm your account',
    says: 'Invalid verification',
  },
  'code of a user who came back': { path: '/confirmUser', heading: 'Confirm your account', says: 'that we have sent' },
  'code of a new user, no more codes': { path: '/resendcode', heading: 'Confirm your account', says: 'Attempt limit' },
  'forgotten password': { path: '/forgotPassword', heading: 'Forgot your password?' },
  'forgotten password, because others know it': {
    path: '/login',
    heading: 'Forgot your password?',
    says: 'due to security reasons',
  },
  'forgotten password, refused': {
    path: '/forgotPassword',
    heading: 'Forgot your password?',
    says: 'Cannot reset password',
  },
  'password by code': { path: '/confirmForgotPassword', heading: 'Set a new password', says: 'We have sent a code' },
  'password by code, already sent': {
    path: '/confirmForgotPassword',
    heading: 'Set a new password',
    says: 'that we have sent',
  },
  'password by code, refused': { path: '/confirmForgotPassword', heading: 'Set a new password', says: 'Invalid verif' },
  'pretended provider': { path: '/_pretend', heading: 'Sign in with Google' },
  'pretended provider, refused': { path: '/_pretend', heading: 'Sign in with Google', says: 'must be a JSON object' },
  'wrong address to call back': { path: '/error', heading: wrong, says: 'redirect_mismatch' },
  'wrong client': { path: '/error', heading: wrong, says: 'Client does not exist.' },
  'wrong request': { path: '/error', heading: wrong, says: 'Go back to the application' },
  'too many requests': { path: '/login', heading: wrong, says: 'Application is busy' },
  'no style': { path: '/login', heading: 'Login pages unavailable' },
  'no such domain': { path: '/login', heading: 'There is nothing here' },
  'link of a new user': { path: '/confirmUser', heading: 'Your registration has been confirmed!' },
  'link of a new user, in lower case': { path: '/confirmuser', heading: 'Your registration has been confirmed!' },
  'link of a new user, damaged': { path: '/confirmUser', heading: 'Your registration was not confirmed' },
  'link that it was I': { path: '/eventFeedback', heading: 'Thank you for your answer', says: 'You confirmed' },
  'link that it was not I': { path: '/eventFeedback', heading: 'Thank you for your answer', says: 'You reported' },
  'dead link': { path: '/eventFeedback', heading: 'This link does not work' },
  'stray link': { path: '/eventFeedback', heading: 'There is nothing here' },
} as const satisfies Record<string, TourPage>

/** One of them. */
export type PageName = keyof typeof pages
