import type { Command } from 'commander'
import type { AttemptContext } from '../client/types.ts'
import { addressFrom, momentFrom, numberFrom } from './arguments.ts'
import { evaluationLines } from './evaluation.ts'
import { CliError } from './failures.ts'
import { paint, say, sayJson } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

interface Flags extends RemoteFlags {
  pool: string
  client?: string
  password?: string
  preview?: boolean
  ip: string
  userAgent?: string
  deviceId?: string
  remembered?: boolean
  timezone?: string
  city?: string
  country?: string
  latitude?: number
  longitude?: number
  asn?: number
  at?: string
}

/** `cognito-plus simulate`: a sign-in from anywhere. */
export function simulateCommand(): Command {
  return remoteCommand('simulate', 'Sign a user in from circumstances of your choice, and say why it was rated so.')
    .argument('<user>', 'username, alias or sub')
    .requiredOption('--pool <id>', 'User pool.')
    .option('--client <id>', 'App client. Default: the first one of the pool.')
    .requiredOption('--ip <address>', 'Where the sign-in comes from.', addressFrom)
    .option('--user-agent <text>', 'Browser or program.')
    .option('--device-id <id>', 'As a client library sends it.')
    .option('--remembered', 'The secret of a remembered device is proved.')
    .option('--timezone <zone>', 'IANA name or offset.')
    .option('--city <name>', 'Instead of the place of the address.')
    .option('--country <code>', 'Code or English name, instead of the place of the address.')
    .option('--latitude <degrees>', 'North of the equator; with --longitude.', numberFrom(-90, 90))
    .option('--longitude <degrees>', 'East of Greenwich; with --latitude.', numberFrom(-180, 180))
    .option('--asn <number>', 'Number of the network.', numberFrom(0))
    .option('--at <time>', 'When it happens (ISO 8601). Default: now.', momentFrom)
    .option('--password <text>', 'Without one the password counts as right.')
    .option('--preview', 'Record nothing: only say how it would be rated.')
    .addHelpText(
      'after',
      `
Examples:
  cognito-plus simulate ann --pool us-east-1_DemoShop1 --ip 198.19.4.4 --user-agent curl/8
  cognito-plus simulate ann --pool us-east-1_DemoShop1 --ip 203.0.113.9 --preview --json`,
    )
    .action(simulate)
}

async function simulate(username: string, flags: Flags): Promise<void> {
  const remote = await remoteOf(flags)
  const user = { userPoolId: flags.pool, username }
  const context = contextOf(flags)
  if (flags.preview) {
    const evaluation = await remote.preview(user, context, flags.client === undefined ? {} : { clientId: flags.client })
    return flags.json ? sayJson({ evaluation }) : say(...evaluationLines(evaluation))
  }
  const clientId = flags.client ?? (await firstClient(remote, flags.pool))
  const password = flags.password === undefined ? {} : { password: flags.password }
  const result = await remote.signIn({ ...user, clientId, context, ...password })
  if (flags.json) return sayJson(result)
  const { authEvent, evaluation, outcome, message } = result
  const { error } = outcome
  say(error ? paint('red', `Refused: ${error.message}`) : outcomeLine(outcome))
  if (evaluation) say('', ...evaluationLines(evaluation))
  if (authEvent) say('', `Event ${authEvent.EventId}`)
  if (message) say(`Mailed to ${message.to}: ${message.subject}`)
}

function contextOf(flags: Flags): AttemptContext {
  const { ip, userAgent, deviceId, remembered, timezone, city, country, latitude, longitude, asn, at } = flags
  return {
    ...{ ipAddress: ip, userAgent, deviceId, timezone, city, country, latitude, longitude, asn, at },
    rememberedDevice: remembered,
  }
}

function outcomeLine(outcome: Record<string, unknown>): string {
  const challenge = outcome['ChallengeName']
  return typeof challenge === 'string' ? `Challenged: ${challenge}` : paint('green', 'Signed in.')
}

async function firstClient(remote: Awaited<ReturnType<typeof remoteOf>>, pool: string): Promise<string> {
  const { UserPoolClients } = await remote.call('ListUserPoolClients', { UserPoolId: pool, MaxResults: 1 })
  const [client] = UserPoolClients as { ClientId: string }[]
  if (!client) throw new CliError(`The pool ${pool} has no app client.`)
  return client.ClientId
}
