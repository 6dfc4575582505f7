import type { Command } from 'commander'
import type { InboxMessage } from '../client/types.ts'
import { numberFrom } from './arguments.ts'
import { paint, say, sayJson, table } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

interface Flags extends RemoteFlags {
  pool?: string
  user?: string
  to?: string
  kind?: string
  wait?: number
  show?: boolean
  clear?: boolean
}

/** `cognito-plus inbox`: what was sent to users. */
export function inboxCommand(): Command {
  return remoteCommand('inbox', 'Show what was sent to users: e-mails and text messages, newest first.')
    .option('--pool <id>', 'Only of this user pool.')
    .option('--user <name>', 'Only to this user.')
    .option('--to <address>', 'Only to this address or number.')
    .option('--kind <kind>', 'Only of this kind, e.g. ForgotPassword or AccountTakeOverNotification.')
    .option('--wait <seconds>', 'Wait for the first one that fits.', numberFrom(0, 3600))
    .option('--show', 'Print the newest one whole.')
    .option('--clear', 'Empty the inbox instead.')
    .addHelpText(
      'after',
      `
Examples:
  cognito-plus inbox --user ann --kind ForgotPassword --show
  cognito-plus inbox --to ann@example.com --wait 5 --json`,
    )
    .action(inbox)
}

async function inbox(flags: Flags): Promise<void> {
  const remote = await remoteOf(flags)
  if (flags.clear) {
    await remote.inbox.clear()
    return flags.json ? sayJson([]) : say('The inbox is empty.')
  }
  const messages = await read(remote, flags)
  if (flags.json) return sayJson(messages)
  const [newest] = messages
  if (!newest) return say('Nothing was sent.')
  if (flags.show) return say(...wholly(newest))
  const rows = messages.map(({ createdAt, kind, to, subject, text, code }) => [
    ...[createdAt, kind, to],
    subject ?? text.split('\n')[0]!.slice(0, 60),
    code ?? '',
  ])
  say(...table(['sent', 'kind', 'to', 'about', 'code'], rows))
}

async function read(remote: Awaited<ReturnType<typeof remoteOf>>, flags: Flags): Promise<InboxMessage[]> {
  const { pool, user, to, kind, wait } = flags
  const given = Object.entries({ userPoolId: pool, username: user, to, kind }).filter(
    ([, value]) => value !== undefined,
  )
  const query = Object.fromEntries(given)
  if (wait === undefined) return remote.inbox.list(query)
  return [await remote.inbox.waitFor(query, { timeoutMs: wait * 1000 })]
}

function wholly({ from, to, subject, createdAt, text, feedback }: InboxMessage): string[] {
  const head = [
    `From: ${from}`,
    `To: ${to}`,
    ...(subject === null ? [] : [`Subject: ${subject}`]),
    `Date: ${createdAt}`,
  ]
  const links = feedback?.validUrl
    ? ['', `It was me:     ${feedback.validUrl}`, `It was not me: ${feedback.invalidUrl}`]
    : []
  return [...head.map((line) => paint('dim', line)), '', text, ...links]
}
