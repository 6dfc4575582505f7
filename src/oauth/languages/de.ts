import { eitherIn } from './either.ts'
import type { Words } from './en.ts'

/** German. */
export const words: Words = {
  language: 'de',
  documents: 'cognito:german',
  either: eitherIn('de'),

  signIn: 'Anmelden',
  signUp: 'Registrieren',
  continue: 'Weiter',
  next: 'Weiter',
  or: 'oder',
  backToSignIn: 'Zurück zur Anmeldung',
  signInAgain: 'Erneut anmelden',
  tryAgain: 'Erneut versuchen',
  sendCode: 'Code senden',
  setPassword: 'Passwort festlegen',
  code: 'Code',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  codeSent: 'Wir haben einen Code gesendet.',
  codeSentTo: (destination) => `Wir haben einen Code an ${destination} gesendet.`,
  expired: 'Diese Seite war zu lange geöffnet. Bitte versuchen Sie es noch einmal.',
  noCookie:
    'Ihr Browser hat ein Cookie dieser Seite nicht zurückgesendet. Bitte erlauben Sie Cookies für diese Website, und versuchen Sie es noch einmal.',

  forgotPassword: 'Passwort vergessen?',
  needAccount: 'Noch kein Konto?',
  continueWith: (provider) => `Weiter mit ${provider}`,
  chooseAccount: 'Konto auswählen',
  signedInAs: (name) => `Sie sind als ${name} angemeldet.`,
  continueAs: (name) => `Weiter als ${name}`,
  otherAccount: 'Anderes Konto verwenden',

  createAccount: 'Konto erstellen',
  haveAccount: 'Sie haben bereits ein Konto?',
  atLeast: (characters) => `Mindestens ${characters} Zeichen`,
  passwordNeeds: {
    upper: 'Ein Großbuchstabe',
    lower: 'Ein Kleinbuchstabe',
    number: 'Eine Ziffer',
    symbol: 'Ein Sonderzeichen',
  },
  countryCode: 'Mit Ländervorwahl, zum Beispiel +14325551212.',
  agreement: (use, privacy) => ['Mit der Registrierung stimmen Sie den ', use, ' und der ', privacy, ' zu.'],
  termsOfUse: 'Nutzungsbedingungen',
  privacyPolicy: 'Datenschutzerklärung',
  confirmYourAccount: 'Konto bestätigen',
  confirmAccount: 'Konto bestätigen',
  enterSentCode: 'Geben Sie den Code ein, den wir Ihnen gesendet haben, oder fordern Sie einen neuen an.',
  noCode: 'Keinen Code erhalten?',
  anotherCode: 'Neuen Code senden',

  codeForNewPassword: 'Wir senden Ihnen einen Code, mit dem Sie ein neues Passwort festlegen können.',
  setNewPassword: 'Neues Passwort festlegen',

  enterCode: 'Code eingeben',
  enterAppCode: 'Code aus der Authenticator-App eingeben',
  chooseProof: 'Wie möchten Sie Ihre Identität bestätigen?',
  chooseWay: 'Wie möchten Sie sich anmelden?',
  chooseOne: 'Wählen Sie eine dieser Möglichkeiten.',
  enterPassword: 'Passwort eingeben',
  chooseNewPassword: 'Neues Passwort wählen',
  rememberDevice: 'Dieses Gerät merken',
  usePasskey: 'Passkey verwenden',
  passkeyComes: 'Ihr Browser fragt gleich nach dem Passkey für diese Website.',
  noPasskey:
    'Der Browser hat keinen Passkey bereitgestellt. Versuchen Sie es noch einmal, oder gehen Sie zurück und wählen Sie eine andere Art der Anmeldung.',
  passkeyNeedsScript:
    'Passkeys funktionieren nur mit JavaScript. Gehen Sie zurück und wählen Sie eine andere Art der Anmeldung.',
  factors: {
    SMS_MFA: 'SMS',
    SMS_OTP: 'Code per SMS',
    EMAIL_OTP: 'Code per E-Mail',
    SOFTWARE_TOKEN_MFA: 'Authenticator-App',
    PASSWORD: 'Passwort',
    WEB_AUTHN: 'Passkey',
  },

  chooseFactor: 'Zweiten Faktor auswählen',
  factorIsAsked: 'Danach werden Sie bei jeder Anmeldung gefragt.',
  setUpApp: 'Authenticator-App einrichten',
  needApp: 'Sie benötigen eine App, die Codes anzeigt, etwa einen Passwortmanager oder einen Authenticator.',
  showQrCode: 'QR-Code anzeigen',
  scanQrCode: 'Scannen Sie diesen Code mit der App, oder geben Sie den Schlüssel dort ein.',
  qrCode: 'QR-Code mit dem Schlüssel, der darunter steht',
  key: 'Schlüssel:',
  appCode: 'Code, den die App anzeigt',
  setUpFactor: 'Zweiten Faktor einrichten',
  addressIsChecked: 'Zur Überprüfung senden wir einen Code dorthin.',
  addPasskey: 'Passkey hinzufügen',
  newPasskeyComes:
    'Ihr Browser fragt gleich, wo der Passkey gespeichert werden soll. Danach können Sie sich damit anmelden.',
  noNewPasskey: 'Der Browser hat keinen Passkey erstellt. Versuchen Sie es noch einmal, oder gehen Sie zurück.',
  newPasskeyNeedsScript: 'Passkeys funktionieren nur mit JavaScript.',
  notNow: 'Jetzt nicht',

  errorTitle: 'Bei der angeforderten Seite ist ein Fehler aufgetreten.',
  errorAdvice: 'Gehen Sie zurück zu der Anwendung, aus der Sie kommen, und versuchen Sie es noch einmal.',
  wrongAddress: 'Die Anwendung nannte eine Rücksprungadresse, die bei ihrem App-Client nicht eingetragen ist.',
  wrongClient: 'Die Anwendung nannte einen App-Client, den es in diesem Benutzerpool nicht gibt.',
  unavailable: 'Anmeldeseiten nicht verfügbar',
  askAdministrator: 'Bitte wenden Sie sich an einen Administrator.',

  registered: 'Ihre Registrierung wurde bestätigt!',
  closePage: 'Sie können diese Seite schließen und sich anmelden.',
  notRegistered: 'Ihre Registrierung wurde nicht bestätigt',
  linkLife:
    'Links in unseren Nachrichten gelten einen Tag lang und nur einmal. Fordern Sie dort, wo Sie sich registriert haben, einen neuen an.',
  nothingHere: 'Hier ist nichts',
  strayLink: 'Dieser Link gehört zu keinem Benutzerpool an dieser Adresse.',
  thanks: 'Vielen Dank für Ihre Antwort',
  wasYou: 'Sie haben bestätigt, dass diese Anmeldung von Ihnen war.',
  wasNotYou:
    'Sie haben gemeldet, dass diese Anmeldung nicht von Ihnen war. Falls noch nicht geschehen, ändern Sie jetzt Ihr Passwort.',
  time: 'Zeit',
  device: 'Gerät',
  place: 'Ort',
  unknown: 'Unbekannt',
  otherLink: 'War das der falsche Link? Öffnen Sie den anderen in derselben Nachricht: Es zählt die letzte Antwort.',
  somethingWrong: 'Etwas ist schiefgegangen',
  notStored: 'Ihre Antwort konnte nicht gespeichert werden. Bitte öffnen Sie den Link noch einmal.',
  deadLink: 'Dieser Link funktioniert nicht',
  deadLinkReason:
    'Er ist möglicherweise abgelaufen oder wurde nicht vollständig kopiert. Ihre Antwort wurde nicht gespeichert.',
  deadLinkAdvice:
    'Links in unseren Nachrichten gelten nur begrenzte Zeit. Wenn Sie eine Anmeldung nicht wiedererkennen, ändern Sie Ihr Passwort.',
  incompleteLink: 'Er ist unvollständig. Bitte öffnen Sie ihn noch einmal aus der Nachricht.',

  names: { username: 'Benutzername', email: 'E-Mail-Adresse', phone_number: 'Telefonnummer' },
  attributes: {
    username: 'Benutzername',
    name: 'Name',
    given_name: 'Vorname',
    family_name: 'Nachname',
    middle_name: 'Zweiter Vorname',
    nickname: 'Spitzname',
    preferred_username: 'Bevorzugter Benutzername',
    profile: 'Profil',
    picture: 'Bild',
    website: 'Website',
    email: 'E-Mail-Adresse',
    gender: 'Geschlecht',
    birthdate: 'Geburtsdatum',
    zoneinfo: 'Zeitzone',
    locale: 'Sprache und Region',
    phone_number: 'Telefonnummer',
    address: 'Adresse',
    updated_at: 'Aktualisiert am',
  },
  service: {
    'Incorrect username or password.': 'Benutzername oder Passwort ist falsch.',
    'User does not exist.': 'Diesen Benutzer gibt es nicht.',
    'Username/client id combination not found.': 'Diesen Benutzer gibt es in dieser Anwendung nicht.',
    'User is disabled.': 'Dieser Benutzer ist deaktiviert.',
    'User is disabled': 'Dieser Benutzer ist deaktiviert.',
    'Password reset required for the user': 'Das Passwort muss zurückgesetzt werden.',
    'Password attempts exceeded': 'Das Passwort wurde zu oft falsch eingegeben.',
    'User temporarily locked. Try again soon':
      'Dieser Benutzer ist vorübergehend gesperrt. Versuchen Sie es in Kürze noch einmal.',
    'Temporary password has expired and must be reset by an administrator.':
      'Das temporäre Passwort ist abgelaufen und muss von einem Administrator zurückgesetzt werden.',
    'Invalid session for the user.': 'Die Sitzung ist ungültig.',
    'Invalid session for the user, session is expired.': 'Die Sitzung ist abgelaufen.',
    'Invalid session for the user, session can only be used once.': 'Die Sitzung wurde bereits verwendet.',
    'Invalid verification code provided, please try again.':
      'Der Bestätigungscode ist ungültig. Bitte versuchen Sie es noch einmal.',
    'Invalid code received for user': 'Der Code ist ungültig.',
    'Invalid code or auth state for the user.': 'Der Code oder der Stand der Anmeldung ist ungültig.',
    'Invalid code provided, please request a code again.': 'Der Code ist ungültig. Bitte fordern Sie einen neuen an.',
    'Your software token has already been used once.': 'Der Code der Authenticator-App wurde bereits verwendet.',
    'Code mismatch and fail enable Software Token MFA':
      'Der Code stimmt nicht. Die Authenticator-App wurde nicht eingerichtet.',
    'Attempt limit exceeded, please try after some time.':
      'Zu viele Versuche. Bitte versuchen Sie es später noch einmal.',
    'Rate exceeded': 'Zu viele Anfragen.',
    'Password did not conform with policy: Password not long enough': 'Das Passwort ist zu kurz.',
    'Password did not conform with policy: Password must have uppercase characters':
      'Das Passwort muss Großbuchstaben enthalten.',
    'Password did not conform with policy: Password must have lowercase characters':
      'Das Passwort muss Kleinbuchstaben enthalten.',
    'Password did not conform with policy: Password must have numeric characters':
      'Das Passwort muss Ziffern enthalten.',
    'Password did not conform with policy: Password must have symbol characters':
      'Das Passwort muss Sonderzeichen enthalten.',
    'Password has previously been used and cannot be reused.':
      'Dieses Passwort wurde schon einmal verwendet und kann nicht wiederverwendet werden.',
    'User password cannot be reset in the current state.':
      'Das Passwort kann im derzeitigen Zustand des Benutzers nicht zurückgesetzt werden.',
    'Cannot reset password for the user as there is no registered/verified email or phone_number':
      'Das Passwort kann nicht zurückgesetzt werden, da es keine bestätigte E-Mail-Adresse oder Telefonnummer gibt.',
    'Contact administrator to reset password.':
      'Bitte wenden Sie sich an einen Administrator, um das Passwort zurückzusetzen.',
    'User already exists': 'Diesen Benutzer gibt es bereits.',
    'An account with the given email already exists.': 'Es gibt bereits ein Konto mit dieser E-Mail-Adresse.',
    'An account with the given phone_number already exists.': 'Es gibt bereits ein Konto mit dieser Telefonnummer.',
    'An account with the email already exists.': 'Es gibt bereits ein Konto mit der E-Mail-Adresse.',
    'An account with the phone_number already exists.': 'Es gibt bereits ein Konto mit der Telefonnummer.',
    'Username should be an email.': 'Der Benutzername muss eine E-Mail-Adresse sein.',
    'Username should be a phone number.': 'Der Benutzername muss eine Telefonnummer sein.',
    'Username should be either an email or a phone number.':
      'Der Benutzername muss eine E-Mail-Adresse oder eine Telefonnummer sein.',
    'Username cannot be of email format, since user pool is configured for email alias.':
      'Der Benutzername darf keine E-Mail-Adresse sein.',
    'Username cannot be of phone number format, since user pool is configured for phone number alias.':
      'Der Benutzername darf keine Telefonnummer sein.',
    'Invalid email address format.': 'Das ist keine gültige E-Mail-Adresse.',
    'Invalid phone number format.': 'Das ist keine gültige Telefonnummer.',
    'User cannot be confirmed. Current status is CONFIRMED': 'Dieses Konto ist bereits bestätigt.',
    'Unable to login because of security reasons.': 'Die Anmeldung ist aus Sicherheitsgründen nicht möglich.',
    'Request not allowed due to security reasons.': 'Die Anfrage ist aus Sicherheitsgründen nicht erlaubt.',
    'Password reset required for user due to security reasons':
      'Das Passwort muss aus Sicherheitsgründen zurückgesetzt werden.',
    'Provided password cannot be used for security reasons.':
      'Dieses Passwort kann aus Sicherheitsgründen nicht verwendet werden.',
    'Invalid WebAuthn credential given.': 'Der Passkey ist ungültig.',
    'Maximum number of WebAuthn credentials reached for the user.': 'Sie haben bereits die höchste Zahl an Passkeys.',
    'WebAuthn is not enabled for the user pool.': 'Passkeys sind hier nicht aktiviert.',
    'Selected challenge is not available for the user.': 'Diese Möglichkeit steht nicht zur Verfügung.',
    'This browser is not known any more. Please sign in again.':
      'Dieser Browser ist nicht mehr bekannt. Bitte melden Sie sich noch einmal an.',
    'Choose one of the factors.': 'Wählen Sie einen der Faktoren aus.',
  },
}
