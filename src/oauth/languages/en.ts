import { eitherIn } from './either.ts'
import { type ServiceText, serviceTexts } from './service-texts.ts'

/** The texts of the hosted pages. No text has markup in it; functions take what varies. */
export const words = {
  language: 'en',
  /** The key of links to documents in this language. Documented: CreateTerms API page. */
  documents: 'cognito:english',
  either: eitherIn('en-GB'),

  // ── Several pages ──
  signIn: 'Sign in',
  signUp: 'Sign up',
  continue: 'Continue',
  next: 'Next',
  or: 'or',
  backToSignIn: 'Back to sign-in',
  signInAgain: 'Sign in again',
  tryAgain: 'Try again',
  sendCode: 'Send the code',
  setPassword: 'Set the password',
  code: 'Code',
  password: 'Password',
  newPassword: 'New password',
  codeSent: 'We have sent a code.',
  codeSentTo: (destination: string) => `We have sent a code to ${destination}.`,
  expired: 'This page was open for too long. Please try again.',
  noCookie: 'Your browser did not send a cookie of this page back. Allow cookies for this site, then try again.',

  // ── Sign-in ──
  forgotPassword: 'Forgot your password?',
  needAccount: 'Need an account?',
  continueWith: (provider: string) => `Continue with ${provider}`,
  chooseAccount: 'Choose an account',
  signedInAs: (name: string) => `You are signed in as ${name}.`,
  continueAs: (name: string) => `Continue as ${name}`,
  otherAccount: 'Use another account',

  // ── Sign-up and confirmation ──
  createAccount: 'Create an account',
  haveAccount: 'Have an account already?',
  atLeast: (characters: number) => `At least ${characters} characters`,
  passwordNeeds: { upper: 'An uppercase letter', lower: 'A lowercase letter', number: 'A number', symbol: 'A symbol' },
  countryCode: 'With the country code, for example +14325551212.',
  agreement: <T>(use: T, privacy: T): (string | T)[] => [
    'By signing up you agree to the ',
    use,
    ' and the ',
    privacy,
    '.',
  ],
  termsOfUse: 'terms of use',
  privacyPolicy: 'privacy policy',
  confirmYourAccount: 'Confirm your account',
  confirmAccount: 'Confirm account',
  enterSentCode: 'Enter the code that we have sent to you, or have another one sent.',
  noCode: 'Did not get a code?',
  anotherCode: 'Send another one',

  // ── A forgotten password ──
  codeForNewPassword: 'We will send you a code with which you can set a new one.',
  setNewPassword: 'Set a new password',

  // ── Challenges ──
  enterCode: 'Enter your code',
  enterAppCode: 'Enter the code of your authenticator app',
  chooseProof: 'Choose how to verify that it is you',
  chooseWay: 'Choose how to sign in',
  chooseOne: 'You can use one of these.',
  enterPassword: 'Enter your password',
  chooseNewPassword: 'Choose a new password',
  rememberDevice: 'Remember this device',
  usePasskey: 'Use your passkey',
  passkeyComes: 'Your browser will ask for the passkey of this site.',
  noPasskey: 'The browser did not offer a passkey. Try again, or go back and choose another way to sign in.',
  passkeyNeedsScript: 'Passkeys need JavaScript. Go back and choose another way to sign in.',
  factors: {
    SMS_MFA: 'Text message',
    SMS_OTP: 'Code by text message',
    EMAIL_OTP: 'Code by email',
    SOFTWARE_TOKEN_MFA: 'Authenticator app',
    PASSWORD: 'Password',
    WEB_AUTHN: 'Passkey',
  },

  // ── Setting a second factor or a passkey up ──
  chooseFactor: 'Choose a second factor to set up',
  factorIsAsked: 'You will be asked for it when you sign in.',
  setUpApp: 'Set up an authenticator app',
  needApp: 'You need an app that shows codes, such as a password manager or an authenticator.',
  showQrCode: 'Show the QR code',
  scanQrCode: 'Scan this code with the app, or type the key into it.',
  qrCode: 'QR code with the key below',
  key: 'Key:',
  appCode: 'Code that the app shows',
  setUpFactor: 'Set up a second factor',
  addressIsChecked: 'We will send a code there to check it.',
  addPasskey: 'Add a passkey',
  newPasskeyComes: 'Your browser will ask where to keep the passkey. You can sign in with it from then on.',
  noNewPasskey: 'The browser did not make a passkey. Try again, or go back.',
  newPasskeyNeedsScript: 'Passkeys need JavaScript.',
  notNow: 'Not now',

  // ── Pages that say what is wrong ──
  // Observed: public reports of the error page.
  errorTitle: 'An error was encountered with the requested page.',
  errorAdvice: 'Go back to the application that you came from, and try again.',
  wrongAddress: 'The application asked to be called back at an address that its app client does not list.',
  wrongClient: 'The application named an app client that this user pool does not have.',
  // Observed: public reports.
  unavailable: 'Login pages unavailable',
  askAdministrator: 'Please contact an administrator.',

  // ── Pages behind links in messages ──
  // Observed: public screenshots of this sentence.
  registered: 'Your registration has been confirmed!',
  closePage: 'You can close this page and sign in.',
  notRegistered: 'Your registration was not confirmed',
  linkLife: 'Links in our messages work for a day and only once. Ask for another one where you signed up.',
  nothingHere: 'There is nothing here',
  strayLink: 'This link belongs to no user pool at this address.',
  thanks: 'Thank you for your answer',
  wasYou: 'You confirmed that this sign-in was yours.',
  wasNotYou: 'You reported that this sign-in was not yours. If you have not done so yet, change your password now.',
  time: 'Time',
  device: 'Device',
  place: 'Location',
  unknown: 'Unknown',
  otherLink: 'Was that the wrong link? Open the other one in the same message: the last answer counts.',
  somethingWrong: 'Something went wrong',
  notStored: 'Your answer could not be stored. Please open the link again.',
  deadLink: 'This link does not work',
  deadLinkReason: 'It may have expired, or it was not copied completely. Your answer was not stored.',
  deadLinkAdvice:
    'Links in our messages work for a limited time. If you do not recognize a sign-in, change your password.',
  incompleteLink: 'It is not complete. Please open it from the message again.',

  // ── Names ──
  /** What people sign in with, as it stands inside a sentence. */
  names: { username: 'username', email: 'email address', phone_number: 'phone number' },
  /** The standard attributes, as labels; `username` is none, but stands among them. */
  attributes: {
    username: 'Username',
    name: 'Name',
    given_name: 'Given name',
    family_name: 'Family name',
    middle_name: 'Middle name',
    nickname: 'Nickname',
    preferred_username: 'Preferred username',
    profile: 'Profile',
    picture: 'Picture',
    website: 'Website',
    email: 'Email',
    gender: 'Gender',
    birthdate: 'Birthdate',
    zoneinfo: 'Time zone',
    locale: 'Locale',
    phone_number: 'Phone number',
    address: 'Address',
    updated_at: 'Updated at',
  },
  /** What the service says; in English as it says it. */
  service: Object.fromEntries(serviceTexts.map((text) => [text, text])) as Record<ServiceText, string>,
}

/** The texts of the hosted pages in one language; English says which there are. */
export type Words = Readonly<typeof words>
