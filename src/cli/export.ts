import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { say, sayJson, withProgress } from './output.ts'
import { type RemoteFlags, remoteCommand, remoteOf } from './remote.ts'

type Flags = RemoteFlags & { pool?: string; output?: string; history: boolean }

/** `cognito-plus export`: a running emulator as a seed file. */
export function exportCommand(): Command {
  return remoteCommand('export', 'Write a seed file that, loaded elsewhere, makes what is in the running emulator.')
    .option('--pool <id>', 'Only this user pool.')
    .option('-o, --output <file>', 'Where to. Default: standard output. JSON where the name ends so, or with --json.')
    .option('--no-history', 'Leave auth events out.')
    .addHelpText(
      'after',
      `
Examples:
  cognito-plus export -o shop.yaml
  cognito-plus export --pool us-east-1_DemoShop1 --no-history --json | jq .pools[].users`,
    )
    .action(async (flags: Flags) => {
      const remote = await remoteOf(flags)
      const options = { history: flags.history, ...(flags.pool !== undefined && { userPoolId: flags.pool }) }
      const seed = await withProgress('Exporting', remote.export(options))
      const text = await seedText(seed, flags.json === true || flags.output?.endsWith('.json') === true)
      if (flags.output === undefined) return void process.stdout.write(text)
      // Whoever reads it can sign in as every user.
      await writeFile(flags.output, text, { mode: 0o600 })
      if (flags.json) return sayJson({ file: flags.output })
      say(`Wrote ${flags.output}.`)
    })
}

/** A seed as the text of a file. */
export async function seedText(seed: object, asJson: boolean): Promise<string> {
  if (asJson) return `${JSON.stringify(seed, null, 2)}\n`
  const { stringify } = await import('yaml')
  return `# yaml-language-server: $schema=./node_modules/cognito-plus/schema/seed.schema.json\n${stringify(seed, { lineWidth: 0 })}`
}
