import { eitherIn } from './either.ts'
import type { Words } from './en.ts'

/** French. */
export const words: Words = {
  language: 'fr',
  documents: 'cognito:french',
  either: eitherIn('fr'),

  signIn: 'Se connecter',
  signUp: 'S’inscrire',
  continue: 'Continuer',
  next: 'Suivant',
  or: 'ou',
  backToSignIn: 'Retour à la connexion',
  signInAgain: 'Se reconnecter',
  tryAgain: 'Réessayer',
  sendCode: 'Envoyer le code',
  setPassword: 'Définir le mot de passe',
  code: 'Code',
  password: 'Mot de passe',
  newPassword: 'Nouveau mot de passe',
  codeSent: 'Nous avons envoyé un code.',
  codeSentTo: (destination) => `Nous avons envoyé un code à ${destination}.`,
  expired: 'Cette page est restée ouverte trop longtemps. Veuillez réessayer.',
  noCookie:
    'Votre navigateur n’a pas renvoyé un cookie de cette page. Autorisez les cookies pour ce site, puis réessayez.',

  forgotPassword: 'Mot de passe oublié\u00a0?',
  needAccount: 'Pas encore de compte\u00a0?',
  continueWith: (provider) => `Continuer avec ${provider}`,
  chooseAccount: 'Choisir un compte',
  signedInAs: (name) => `Vous êtes connecté en tant que ${name}.`,
  continueAs: (name) => `Continuer en tant que ${name}`,
  otherAccount: 'Utiliser un autre compte',

  createAccount: 'Créer un compte',
  haveAccount: 'Vous avez déjà un compte\u00a0?',
  atLeast: (characters) => `Au moins ${characters} caractères`,
  passwordNeeds: {
    upper: 'Une lettre majuscule',
    lower: 'Une lettre minuscule',
    number: 'Un chiffre',
    symbol: 'Un symbole',
  },
  countryCode: 'Avec l’indicatif du pays, par exemple +14325551212.',
  agreement: (use, privacy) => ['En vous inscrivant, vous acceptez les ', use, ' et la ', privacy, '.'],
  termsOfUse: 'conditions d’utilisation',
  privacyPolicy: 'politique de confidentialité',
  confirmYourAccount: 'Confirmer votre compte',
  confirmAccount: 'Confirmer le compte',
  enterSentCode: 'Saisissez le code que nous vous avons envoyé, ou demandez-en un autre.',
  noCode: 'Vous n’avez pas reçu de code\u00a0?',
  anotherCode: 'En envoyer un autre',

  codeForNewPassword: 'Nous vous enverrons un code qui vous permettra d’en définir un nouveau.',
  setNewPassword: 'Définir un nouveau mot de passe',

  enterCode: 'Saisir votre code',
  enterAppCode: 'Saisir le code de votre application d’authentification',
  chooseProof: 'Choisissez comment confirmer votre identité',
  chooseWay: 'Choisissez comment vous connecter',
  chooseOne: 'Vous pouvez utiliser l’une de ces options.',
  enterPassword: 'Saisir votre mot de passe',
  chooseNewPassword: 'Choisir un nouveau mot de passe',
  rememberDevice: 'Mémoriser cet appareil',
  usePasskey: 'Utiliser votre clé d’accès',
  passkeyComes: 'Votre navigateur va vous demander la clé d’accès de ce site.',
  noPasskey:
    'Le navigateur n’a pas fourni de clé d’accès. Réessayez, ou revenez en arrière et choisissez une autre façon de vous connecter.',
  passkeyNeedsScript:
    'Les clés d’accès nécessitent JavaScript. Revenez en arrière et choisissez une autre façon de vous connecter.',
  factors: {
    SMS_MFA: 'SMS',
    SMS_OTP: 'Code par SMS',
    EMAIL_OTP: 'Code par e-mail',
    SOFTWARE_TOKEN_MFA: 'Application d’authentification',
    PASSWORD: 'Mot de passe',
    WEB_AUTHN: 'Clé d’accès',
  },

  chooseFactor: 'Choisissez un second facteur à configurer',
  factorIsAsked: 'Il vous sera demandé lorsque vous vous connecterez.',
  setUpApp: 'Configurer une application d’authentification',
  needApp:
    'Vous avez besoin d’une application qui affiche des codes, comme un gestionnaire de mots de passe ou un authentificateur.',
  showQrCode: 'Afficher le code QR',
  scanQrCode: 'Scannez ce code avec l’application, ou saisissez-y la clé.',
  qrCode: 'Code QR contenant la clé ci-dessous',
  key: 'Clé\u00a0:',
  appCode: 'Code affiché par l’application',
  setUpFactor: 'Configurer un second facteur',
  addressIsChecked: 'Nous y enverrons un code de vérification.',
  addPasskey: 'Ajouter une clé d’accès',
  newPasskeyComes:
    'Votre navigateur va vous demander où conserver la clé d’accès. Vous pourrez ensuite vous connecter avec elle.',
  noNewPasskey: 'Le navigateur n’a pas créé de clé d’accès. Réessayez, ou revenez en arrière.',
  newPasskeyNeedsScript: 'Les clés d’accès nécessitent JavaScript.',
  notNow: 'Pas maintenant',

  errorTitle: 'Une erreur s’est produite avec la page demandée.',
  errorAdvice: 'Revenez à l’application d’où vous venez et réessayez.',
  wrongAddress:
    'L’application a indiqué une adresse de retour qui n’est pas enregistrée pour son client d’application.',
  wrongClient: 'L’application a indiqué un client d’application qui n’existe pas dans ce groupe d’utilisateurs.',
  unavailable: 'Pages de connexion indisponibles',
  askAdministrator: 'Veuillez contacter un administrateur.',

  registered: 'Votre inscription a été confirmée\u00a0!',
  closePage: 'Vous pouvez fermer cette page et vous connecter.',
  notRegistered: 'Votre inscription n’a pas été confirmée',
  linkLife:
    'Les liens de nos messages sont valables un jour et une seule fois. Demandez-en un autre là où vous vous êtes inscrit.',
  nothingHere: 'Il n’y a rien ici',
  strayLink: 'Ce lien ne correspond à aucun groupe d’utilisateurs à cette adresse.',
  thanks: 'Merci de votre réponse',
  wasYou: 'Vous avez confirmé que cette connexion était bien la vôtre.',
  wasNotYou:
    'Vous avez signalé que cette connexion n’était pas la vôtre. Si ce n’est pas déjà fait, changez votre mot de passe maintenant.',
  time: 'Heure',
  device: 'Appareil',
  place: 'Lieu',
  unknown: 'Inconnu',
  otherLink:
    'Vous vous êtes trompé de lien\u00a0? Ouvrez l’autre dans le même message\u00a0: la dernière réponse est prise en compte.',
  somethingWrong: 'Une erreur s’est produite',
  notStored: 'Votre réponse n’a pas pu être enregistrée. Veuillez rouvrir le lien.',
  deadLink: 'Ce lien ne fonctionne pas',
  deadLinkReason: 'Il a peut-être expiré ou n’a pas été copié en entier. Votre réponse n’a pas été enregistrée.',
  deadLinkAdvice:
    'Les liens de nos messages sont valables pendant une durée limitée. Si vous ne reconnaissez pas une connexion, changez votre mot de passe.',
  incompleteLink: 'Il est incomplet. Veuillez le rouvrir depuis le message.',

  names: { username: 'nom d’utilisateur', email: 'adresse e-mail', phone_number: 'numéro de téléphone' },
  attributes: {
    username: 'Nom d’utilisateur',
    name: 'Nom complet',
    given_name: 'Prénom',
    family_name: 'Nom de famille',
    middle_name: 'Deuxième prénom',
    nickname: 'Surnom',
    preferred_username: 'Nom d’utilisateur préféré',
    profile: 'Profil',
    picture: 'Photo',
    website: 'Site web',
    email: 'Adresse e-mail',
    gender: 'Genre',
    birthdate: 'Date de naissance',
    zoneinfo: 'Fuseau horaire',
    locale: 'Langue et région',
    phone_number: 'Numéro de téléphone',
    address: 'Adresse postale',
    updated_at: 'Date de mise à jour',
  },
  service: {
    'Incorrect username or password.': 'Le nom d’utilisateur ou le mot de passe est incorrect.',
    'User does not exist.': 'Cet utilisateur n’existe pas.',
    'Username/client id combination not found.': 'Cet utilisateur n’existe pas dans cette application.',
    'User is disabled.': 'Cet utilisateur est désactivé.',
    'User is disabled': 'Cet utilisateur est désactivé.',
    'Password reset required for the user': 'Le mot de passe doit être réinitialisé.',
    'Password attempts exceeded': 'Le nombre d’essais du mot de passe est dépassé.',
    'User temporarily locked. Try again soon': 'Cet utilisateur est temporairement bloqué. Réessayez bientôt.',
    'Temporary password has expired and must be reset by an administrator.':
      'Le mot de passe temporaire a expiré et doit être réinitialisé par un administrateur.',
    'Invalid session for the user.': 'La session n’est pas valide.',
    'Invalid session for the user, session is expired.': 'La session a expiré.',
    'Invalid session for the user, session can only be used once.': 'La session a déjà été utilisée.',
    'Invalid verification code provided, please try again.':
      'Le code de vérification n’est pas valide. Veuillez réessayer.',
    'Invalid code received for user': 'Le code n’est pas valide.',
    'Invalid code or auth state for the user.': 'Le code ou l’état de la connexion n’est pas valide.',
    'Invalid code provided, please request a code again.': 'Le code n’est pas valide. Veuillez en demander un autre.',
    'Your software token has already been used once.':
      'Le code de l’application d’authentification a déjà été utilisé.',
    'Code mismatch and fail enable Software Token MFA':
      'Le code ne correspond pas. L’application d’authentification n’a pas été configurée.',
    'Attempt limit exceeded, please try after some time.': 'Trop d’essais. Veuillez réessayer plus tard.',
    'Rate exceeded': 'Trop de demandes.',
    'Password did not conform with policy: Password not long enough': 'Le mot de passe est trop court.',
    'Password did not conform with policy: Password must have uppercase characters':
      'Le mot de passe doit contenir des majuscules.',
    'Password did not conform with policy: Password must have lowercase characters':
      'Le mot de passe doit contenir des minuscules.',
    'Password did not conform with policy: Password must have numeric characters':
      'Le mot de passe doit contenir des chiffres.',
    'Password did not conform with policy: Password must have symbol characters':
      'Le mot de passe doit contenir des caractères spéciaux.',
    'Password has previously been used and cannot be reused.':
      'Ce mot de passe a déjà été utilisé et ne peut pas l’être de nouveau.',
    'User password cannot be reset in the current state.':
      'Le mot de passe ne peut pas être réinitialisé dans l’état actuel de l’utilisateur.',
    'Cannot reset password for the user as there is no registered/verified email or phone_number':
      'Le mot de passe ne peut pas être réinitialisé, car il n’y a ni adresse e-mail ni numéro de téléphone vérifiés.',
    'Contact administrator to reset password.': 'Contactez un administrateur pour réinitialiser le mot de passe.',
    'User already exists': 'Cet utilisateur existe déjà.',
    'An account with the given email already exists.': 'Un compte avec cette adresse e-mail existe déjà.',
    'An account with the given phone_number already exists.': 'Un compte avec ce numéro de téléphone existe déjà.',
    'An account with the email already exists.': 'Un compte avec l’adresse e-mail existe déjà.',
    'An account with the phone_number already exists.': 'Un compte avec le numéro de téléphone existe déjà.',
    'Username should be an email.': 'Le nom d’utilisateur doit être une adresse e-mail.',
    'Username should be a phone number.': 'Le nom d’utilisateur doit être un numéro de téléphone.',
    'Username should be either an email or a phone number.':
      'Le nom d’utilisateur doit être une adresse e-mail ou un numéro de téléphone.',
    'Username cannot be of email format, since user pool is configured for email alias.':
      'Le nom d’utilisateur ne peut pas être une adresse e-mail.',
    'Username cannot be of phone number format, since user pool is configured for phone number alias.':
      'Le nom d’utilisateur ne peut pas être un numéro de téléphone.',
    'Invalid email address format.': 'L’adresse e-mail n’est pas valide.',
    'Invalid phone number format.': 'Le numéro de téléphone n’est pas valide.',
    'User cannot be confirmed. Current status is CONFIRMED': 'Ce compte est déjà confirmé.',
    'Unable to login because of security reasons.': 'La connexion est impossible pour des raisons de sécurité.',
    'Request not allowed due to security reasons.': 'La demande n’est pas autorisée pour des raisons de sécurité.',
    'Password reset required for user due to security reasons':
      'Le mot de passe doit être réinitialisé pour des raisons de sécurité.',
    'Provided password cannot be used for security reasons.':
      'Ce mot de passe ne peut pas être utilisé pour des raisons de sécurité.',
    'Invalid WebAuthn credential given.': 'La clé d’accès n’est pas valide.',
    'Maximum number of WebAuthn credentials reached for the user.': 'Le nombre maximal de clés d’accès est atteint.',
    'WebAuthn is not enabled for the user pool.': 'Les clés d’accès ne sont pas activées ici.',
    'Selected challenge is not available for the user.': 'Cette option n’est pas disponible.',
    'This browser is not known any more. Please sign in again.':
      'Ce navigateur n’est plus reconnu. Veuillez vous reconnecter.',
    'Choose one of the factors.': 'Choisissez l’un des facteurs.',
  },
}
