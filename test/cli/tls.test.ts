import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { startEmulator } from '../../src/emulator.ts'
import { ran } from '../support/cli.ts'

beforeEach(() => {
  vi.stubEnv('NO_COLOR', '1')
  return () => void vi.unstubAllEnvs()
})

/** An emulator with a certificate and data of its own, and the variables with which it was started. */
async function started(prefix = 'cognito-plus-cli-') {
  const data = mkdtempSync(join(tmpdir(), prefix))
  onTestFinished(() => rmSync(data, { recursive: true }))
  const emulator = await startEmulator({ memory: false, data, tls: true })
  onTestFinished(() => emulator.close())
  const { port } = new URL(emulator.url)
  const variables = { COGNITO_PLUS_TLS: 'true', COGNITO_PLUS_DATA: data, COGNITO_PLUS_PORT: port }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  return { emulator, authority: join(data, 'tls', 'ca.pem') }
}

test('commands believe the emulator that was started with the same settings', async () => {
  await started()

  expect(await ran('inbox')).toEqual({ out: 'Nothing was sent.\n', err: '', code: 0 })
})

test('env names the file that other programs have to trust', async () => {
  const { emulator, authority } = await started()

  const variables = JSON.parse((await ran('env', '--json')).out)

  expect(variables).toMatchObject({
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.url,
    COGNITO_PLUS_URL: emulator.url,
    NODE_EXTRA_CA_CERTS: authority,
    AWS_CA_BUNDLE: authority,
  })
  expect(readFileSync(authority, 'utf8')).toBe(emulator.certificate)
  expect((await ran('env', '--url', 'http://localhost:1')).out).not.toContain('NODE_EXTRA_CA_CERTS')
})

test('env is read by shells as it is meant, whatever the folder is called', async () => {
  const { authority } = await started("it's a folder-")

  const { out } = await ran('env')

  const read = execFileSync('sh', ['-c', 'eval "$1"; printf %s "$NODE_EXTRA_CA_CERTS"', 'sh', out], {
    encoding: 'utf8',
  })
  expect(read).toBe(authority)
})

test('exec gives its command an emulator that it believes', async () => {
  const script = `fetch(process.env.COGNITO_PLUS_URL + '/health').then(({ url, status }) =>
    process.exit(url.startsWith('https:') && status === 200 ? 7 : 1), () => process.exit(2))`

  const { code } = await ran('exec', '--tls', '--', process.execPath, '-e', script)

  expect(code).toBe(7)
})

test('a certificate without its key is a mistake in the settings', async () => {
  const { err, code } = await ran('start', '--memory', '--port', '0', '--tls-cert', 'cert.pem')

  expect({ err, code }).toEqual({ err: 'Settings tlsCert and tlsKey: one needs the other.\n', code: 2 })
})
