import type { Command } from 'commander'
import { say, sayJson } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

/** `cognito-plus reset`: back to the seeds. */
export function resetCommand(): Command {
  return remoteCommand('reset', 'Bring a running emulator back to its seeds.')
    .option('--empty', 'Leave nothing, not even the seeds.')
    .addHelpText('after', '\nExample:\n  cognito-plus reset --empty')
    .action(async (flags: RemoteFlags & { empty?: boolean }) => {
      const remote = await remoteOf(flags)
      await remote.reset({ seed: !flags.empty })
      if (flags.json) return sayJson({ status: 'ok' })
      say(flags.empty ? 'The emulator is empty.' : 'The emulator is back at its seeds.')
    })
}
