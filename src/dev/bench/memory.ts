import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Figure } from './measure.ts'
import { makeWorld, password } from './world.ts'

/** Resident memory of the built program on a store of 10,000 users and 100,000 events, after 500 sign-ins. Linux only. */
export async function memory(): Promise<Figure[]> {
  if (process.platform !== 'linux') return []
  const world = await makeWorld({ users: 10_000, events: 100_000 })
  world.core.close()
  const program = spawn(process.execPath, [
    'dist/cli.js',
    'start',
    '--data',
    world.folder,
    '--port',
    '0',
    '--json',
    '--log-level',
    'silent',
  ])
  try {
    const line = await new Promise<string>((resolve) =>
      createInterface({ input: program.stdout }).once('line', resolve),
    )
    const { url } = JSON.parse(line) as { url: string }
    for (let i = 0; i < 500; i++) {
      await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
        },
        body: JSON.stringify({
          ClientId: world.clientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: `user${i * 7}`, PASSWORD: password },
        }),
      }).then((response) => response.text())
    }
    const status = readFileSync(`/proc/${program.pid}/status`, 'utf8')
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1])
    return [
      {
        name: 'memory at 10,000 users and 100,000 events, after 500 sign-ins',
        value: kilobytes / 1000,
        unit: 'MB',
        atMost: 120,
      },
    ]
  } finally {
    program.kill()
  }
}
