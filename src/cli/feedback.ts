import { Argument, type Command } from 'commander'
import { say, sayJson } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

const values = { valid: 'Valid', invalid: 'Invalid' } as const

/** `cognito-plus feedback`: whose sign-in it was. */
export function feedbackCommand(): Command {
  return remoteCommand('feedback', 'Say of an event that it was the user (valid) or somebody else (invalid).')
    .argument('<event>', 'event id')
    .addArgument(new Argument('<value>').choices(Object.keys(values)))
    .action(async (eventId: string, value: keyof typeof values, flags: RemoteFlags) => {
      const remote = await remoteOf(flags)
      const { userPoolId, username } = await remote.explain(eventId)
      await remote.feedback({ userPoolId, username }, eventId, values[value])
      if (flags.json) return sayJson({ userPoolId, username, eventId, feedback: values[value] })
      say(`Event ${eventId} of ${username} is now marked ${values[value]}.`)
    })
}
