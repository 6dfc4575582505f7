import type { Command } from 'commander'
import type { ControlApi } from '../client/client.ts'
import { counted, paint, say, sayJson } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'
import { withSeed } from './with-seed.ts'

/** `cognito-plus doctor`: what works otherwise than it looks. Ends with 1 where it found something. */
export function doctorCommand(): Command {
  return remoteCommand(
    'doctor',
    'Look a running emulator, or a seed file, over for threat protection that cannot work.',
  )
    .argument('[seed]', 'seed file to be examined instead of the running emulator')
    .addHelpText('after', '\nExamples:\n  cognito-plus doctor\n  cognito-plus doctor shop.yaml --json')
    .action(async (seed: string | undefined, flags: RemoteFlags) => {
      const examine = (emulator: ControlApi) => emulator.doctor()
      const report = await (seed === undefined ? examine(await remoteOf(flags)) : withSeed(seed, examine))
      if (report.findings.length > 0) process.exitCode = 1
      if (flags.json) return sayJson(report)
      if (report.findings.length === 0)
        return say(paint('green', `${counted(report.pools, 'pool')}, nothing to complain about.`))
      say(
        ...report.findings.flatMap(({ userPoolId, code, says }) => [
          `${paint('yellow', code)} ${userPoolId}`,
          `  ${says}`,
        ]),
      )
    })
}
