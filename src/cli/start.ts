import { setFlagsFromString } from 'node:v8'
import { Command, Option } from 'commander'
import { type Config, speaksTls } from '../config.ts'
import { createCore } from '../core.ts'
import { listen, stop } from '../server.ts'
import { authorityFileFor } from './authority.ts'
import { progressBar } from './output.ts'
import { addSettings, configOf } from './setting-options.ts'

/** `cognito-plus start`: the server in the foreground, until it is told to stop. */
export function startCommand(): Command {
  return addSettings(new Command('start'))
    .description('Start the server (the default command).')
    .option('--json', 'Print one line of JSON with url, port and region once the server listens.')
    .addOption(new Option('--seed-when-empty <file>', 'Load this seed file into an empty database on disk.').hideHelp())
    .addOption(
      new Option('--stop-with-stdin', 'End when standard input does, as it does when its owner is gone.').hideHelp(),
    )
    .addHelpText(
      'after',
      `
Examples:
  cognito-plus start --memory --seed shop.yaml
  cognito-plus start --port 0 --json
  cognito-plus start --data /var/lib/cognito-plus --tls`,
    )
    .action(start)
}

async function start(flags: Record<string, unknown>): Promise<void> {
  const config = await configOf(flags)
  const core = createCore(config)
  try {
    await core.prepare({
      seedWhenEmpty: flags['seedWhenEmpty'] as string | undefined,
      progress: progressBar('Seeding users'),
    })
    const server = await listen(core)
    // One developer's requests leave little garbage: a nursery that does not grow any more saves some 15 MB.
    setFlagsFromString('--semi-space-growth-factor=1')
    const told = { url: core.baseUrl, config, authority: await authorityFileFor(config) }
    process.stdout.write(flags['json'] ? json(told) : greeting(told))
    await signal(flags['stopWithStdin'] === true)
    await stop(server)
  } finally {
    core.close()
  }
}

/** Resolves when the program is asked to end. A second request ends it at once. */
function signal(withStdin: boolean): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve())
    // Waiting for it is no reason to stay.
    if (withStdin) process.stdin.once('end', resolve).resume().unref()
  })
}

interface Told {
  readonly url: string
  readonly config: Config
  /** What clients must trust. */
  readonly authority: string | undefined
}

function json({ url, config, authority }: Told): string {
  // An address does not name the port that its scheme has anyway.
  const { port, protocol } = new URL(url)
  const number = Number(port || (protocol === 'https:' ? 443 : 80))
  return `${JSON.stringify({ url, port: number, region: config.region, ca: authority })}\n`
}

function greeting({ url, config, authority }: Told): string {
  const store = config.memory ? 'in memory, forgotten on exit' : `${config.data}/cognito-plus.sqlite`
  const rows = [
    ['API', url],
    ['Console', `${url}/_emulator`],
    ['Region', config.region],
    ['Data', store],
    ...(speaksTls(config) ? [['Trust', authority ?? trustOf(config)]] : []),
    ...(config.smtp === '' ? [] : [['Mail', withoutPassword(config.smtp)]]),
  ]
  return `cognito-plus is listening.\n${rows.map(([name, value]) => `  ${name!.padEnd(9)}${value}\n`).join('')}`
}

function trustOf({ tlsCert }: Config): string {
  return tlsCert === '' ? 'a certificate that is forgotten on exit' : `whoever signed ${tlsCert}`
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//')
}
