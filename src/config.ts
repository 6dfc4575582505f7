import { closest } from './base/similar.ts'
import {
  ConfigError,
  choice,
  list,
  logEndpoints,
  number,
  pairs,
  type Setting,
  text,
  tlsIdentity,
  toggle,
  wrappingKey,
} from './setting-kinds.ts'
import * as kinds from './setting-texts.ts'

/** Every setting there is. The README's table is printed from this one. */
export const settings = {
  port: number('COGNITO_PLUS_PORT', '--port <n>', 4590, 'TCP port. 0 takes a free one.', { min: 0, max: 65535 }),
  host: text(
    'COGNITO_PLUS_HOST',
    '--host <address>',
    '127.0.0.1',
    'Address to listen on. Loopback unless told otherwise.',
  ),
  tls: tlsIdentity(
    'COGNITO_PLUS_TLS',
    '--tls',
    'Speak https, with a certificate for this machine. Clients have to trust `tls/ca.pem` in the folder of the data; with --memory it is forgotten.',
  ),
  tlsCert: text(
    'COGNITO_PLUS_TLS_CERT',
    '--tls-cert <file>',
    '',
    'Speak https with the certificate (PEM) in this file.',
  ),
  tlsKey: text('COGNITO_PLUS_TLS_KEY', '--tls-key <file>', '', 'The private key (PEM) of that certificate.'),
  region: text(
    'COGNITO_PLUS_REGION',
    '--region <name>',
    'us-east-1',
    'Prefix of pool ids; the region in issuers and ARNs.',
    kinds.region,
  ),
  account: text(
    'COGNITO_PLUS_ACCOUNT',
    '--account <id>',
    '123456789012',
    'Twelve digits: the account in ARNs.',
    kinds.account,
  ),
  data: text('COGNITO_PLUS_DATA', '--data <dir>', '.cognito-plus', 'Folder of the SQLite file.'),
  memory: toggle('COGNITO_PLUS_MEMORY', '--memory', 'Keep everything in memory and forget it on exit.'),
  logs: text(
    'COGNITO_PLUS_LOGS',
    '--logs <dir>',
    '',
    'Folder of exported logs (JSON lines); `logs` in the folder of the data unless given, nowhere with --memory.',
  ),
  logsEndpoint: logEndpoints(
    'COGNITO_PLUS_LOGS_ENDPOINT',
    '--logs-endpoint <url...>',
    'Where exported logs go instead of the folder: a URL at which CloudWatch Logs, Firehose and S3 answer, or one each after `logs=`, `firehose=`, `s3=`.',
  ),
  seed: list(
    'COGNITO_PLUS_SEED',
    '--seed <file...>',
    'Seed files (YAML or JSON), loaded into a store that does not hold them yet.',
  ),
  randomSeed: text(
    'COGNITO_PLUS_RANDOM_SEED',
    '--random-seed <text>',
    '',
    'Makes ids, codes and secrets repeatable: the same text gives the same ones.',
  ),
  logLevel: choice(
    'COGNITO_PLUS_LOG_LEVEL',
    '--log-level <level>',
    ['info', 'debug', 'warn', 'error', 'silent'],
    'How much is logged.',
  ),
  issuer: text(
    'COGNITO_PLUS_ISSUER',
    '--issuer <form>',
    'local',
    "Issuer of tokens: `local` (this server), `aws` (the real form that the pool's `IssuerConfiguration` chooses) or a URL.",
    kinds.issuer,
  ),
  addOnGate: choice(
    'COGNITO_PLUS_ADD_ON_GATE',
    '--add-on-gate <mode>',
    ['strict', 'observed'],
    '`observed` accepts risk configurations on pools without the Plus add-on.',
  ),
  feedbackTokenDays: number(
    'COGNITO_PLUS_FEEDBACK_TOKEN_DAYS',
    '--feedback-token-days <n>',
    7,
    'Life of the token in notification e-mails.',
    { min: 0.0001, max: 3650 },
  ),
  revokeOnInvalid: toggle(
    'COGNITO_PLUS_REVOKE_ON_INVALID',
    '--revoke-on-invalid',
    'Invalid feedback also revokes the session of the event. The service does not do this.',
  ),
  trustAllowedRisk: toggle(
    'COGNITO_PLUS_TRUST_ALLOWED_RISK',
    '--trust-allowed-risk',
    'A risky sign-in that the configuration allows makes similar ones look less risky.',
  ),
  geoip: list(
    'COGNITO_PLUS_GEOIP',
    '--geoip <file...>',
    'MMDB files that place addresses outside the built-in test networks.',
  ),
  smtp: text(
    'COGNITO_PLUS_SMTP',
    '--smtp <url>',
    '',
    'SMTP server that gets every e-mail as well, e.g. `smtp://127.0.0.1:1025`.',
    kinds.mailServer,
  ),
  lambdaEndpoint: text(
    'COGNITO_PLUS_LAMBDA_ENDPOINT',
    '--lambda-endpoint <url>',
    '',
    'Where the Lambda Invoke API answers for the functions that pools name, e.g. `http://127.0.0.1:3001`.',
    kinds.webAddress,
  ),
  triggers: pairs(
    'COGNITO_PLUS_TRIGGERS',
    '--triggers <name=target...>',
    'Functions for triggers: ARN, function name, trigger or `<pool id>/<trigger>`, and a URL or the path of a module.',
  ),
  triggerTimeout: number(
    'COGNITO_PLUS_TRIGGER_TIMEOUT',
    '--trigger-timeout <seconds>',
    5,
    'How long one call of a trigger function may take; calls that take longer are tried three times.',
    { min: 0.01, max: 900 },
  ),
  senderKey: wrappingKey(
    'COGNITO_PLUS_SENDER_KEY',
    '--sender-key <key>',
    'Encrypts codes for custom senders: a raw AES key (32 bytes in base64), or `kms`, for functions whose KMS endpoint is this server.',
  ),
  socialProviders: choice(
    'COGNITO_PLUS_SOCIAL_PROVIDERS',
    '--social-providers <which>',
    ['pretend', 'real'],
    '`real` asks Google, Facebook, Amazon and Apple; `pretend` shows a page on which anybody can be chosen.',
  ),
  requireSignature: toggle(
    'COGNITO_PLUS_REQUIRE_SIGNATURE',
    '--require-signature',
    'Verify Signature Version 4 with the configured keys.',
  ),
  accessKeys: list(
    'COGNITO_PLUS_ACCESS_KEYS',
    '--access-keys <id:secret...>',
    'Keys that `--require-signature` believes.',
    kinds.accessKey,
  ),
  quotas: toggle(
    'COGNITO_PLUS_QUOTAS',
    '--quotas',
    'Limit request rates by category and e-mails a day, as the service does.',
  ),
  trustedProxies: list(
    'COGNITO_PLUS_TRUSTED_PROXIES',
    '--trusted-proxies <cidr...>',
    'Proxies besides loopback whose X-Forwarded-For is believed.',
    kinds.addressRange,
  ),
  controlOrigins: list(
    'COGNITO_PLUS_CONTROL_ORIGINS',
    '--control-origins <origin...>',
    'Web origins that may use the control API.',
    kinds.origin,
  ),
  controlHosts: list(
    'COGNITO_PLUS_CONTROL_HOSTS',
    '--control-hosts <name...>',
    'Host names besides loopback under which control API and console answer.',
  ),
} satisfies Record<string, Setting<never> | Setting<unknown>>

/** The value of every setting. */
export type Config = { [K in keyof typeof settings]: ReturnType<(typeof settings)[K]['read']> }

/** Whether the server speaks https. */
export function speaksTls({ tls, tlsCert, tlsKey }: Config): boolean {
  return tls !== false || tlsCert !== '' || tlsKey !== ''
}

/** Where a server with these settings answers on this machine, without a slash at the end. */
export function localUrl(config: Config, port = config.port): string {
  return `${speaksTls(config) ? 'https' : 'http'}://localhost:${port}`
}

/** Argument > variable > file > default; flags arrive as arguments. Throws `ConfigError` naming what it cannot read. */
export function resolveConfig(
  given: { readonly [K in keyof Config]?: unknown },
  environment: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, unknown>> = {},
): Config {
  const names = Object.keys(settings) as (keyof Config)[]
  const entries = names.map((name) => {
    const setting = settings[name]
    const value = given[name] ?? environment[setting.variable] ?? file[name]
    // Variables that are passed on where nobody has set them are empty.
    if (value === undefined || value === '') return [name, setting.initial]
    try {
      return [name, setting.read(value)]
    } catch (error) {
      if (error instanceof ConfigError) throw new ConfigError(`Setting ${name}: ${error.message}.`)
      throw error
    }
  })
  return Object.fromEntries(entries) as Config
}

/** Throws `ConfigError` where a name is no setting and none of the `others` either. */
export function requireSettings(names: readonly string[], where: string, others: readonly string[] = []): void {
  const known = [...Object.keys(settings), ...others]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return
  const meant = closest(unknown, known)
  throw new ConfigError(`${where}: there is no setting "${unknown}".${meant ? ` Did you mean "${meant}"?` : ''}`)
}
