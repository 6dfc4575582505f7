import { type Command, InvalidArgumentError } from 'commander'
import { say, sayJson } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

/** `cognito-plus feedback`: whose sign-in it was. */
export function feedbackCommand(): Command {
  return remoteCommand('feedback', 'Say of an event that it was the user (valid) or somebody else (invalid).')
    .argument('<event>', 'event id')
    .argument('<value>', 'valid or invalid', valueFrom)
    .addHelpText('after', '\nExample:\n  cognito-plus feedback 2cf4bdf3-0000-4000-8000-000000000000 invalid')
    .action(async (eventId: string, value: 'Valid' | 'Invalid', flags: RemoteFlags) => {
      const remote = await remoteOf(flags)
      const { userPoolId, username } = await remote.explain(eventId)
      await remote.feedback({ userPoolId, username }, eventId, value)
      if (flags.json) return sayJson({ userPoolId, username, eventId, feedback: value })
      say(`Event ${eventId} of ${username} is now marked ${value}.`)
    })
}

/** The API spells them with a capital. */
function valueFrom(text: string): 'Valid' | 'Invalid' {
  const value = (['Valid', 'Invalid'] as const).find((one) => one.toLowerCase() === text.toLowerCase())
  if (value) return value
  throw new InvalidArgumentError('Expected valid or invalid.')
}
