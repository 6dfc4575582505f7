import type { Command } from 'commander'
import { say, sayJson } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

/** `cognito-plus explain`: why a sign-in was rated as it was. */
export function explainCommand(): Command {
  return remoteCommand('explain', 'Say in plain words why an event was rated as it was, and what was done.')
    .argument('<event>', 'event id, as in the token claim event_id or in AdminListUserAuthEvents')
    .addHelpText('after', '\nExample:\n  cognito-plus explain 2cf4bdf3-0000-4000-8000-000000000000')
    .action(async (eventId: string, flags: RemoteFlags) => {
      const explanation = await (await remoteOf(flags)).explain(eventId)
      if (flags.json) return sayJson(explanation)
      say(...explanation.lines)
    })
}
