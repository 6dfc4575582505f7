import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startProgram } from '../support/program.ts'
import { shop, shopSeed } from '../support/seeded.ts'
import { fetchTrusting } from '../support/tls.ts'

/** Runs the bundle until it ends by itself. */
async function ran(...args: string[]): Promise<{ out: string; err: string; code: number | null }> {
  const child = spawn(process.execPath, ['dist/cli.js', 'start', '--port', '0', ...args])
  const printed = { out: '', err: '' }
  child.stdout.on('data', (text) => (printed.out += text))
  child.stderr.on('data', (text) => (printed.err += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { ...printed, code }
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cognito-plus-cli-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

function seedFile(seed: object = shopSeed()): string {
  const path = join(folder(), 'shop.json')
  writeFileSync(path, JSON.stringify(seed, null, 2))
  return path
}

async function pools(url: string): Promise<string[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.ListUserPools',
    },
    body: '{"MaxResults":60}',
  })
  const { UserPools } = (await response.json()) as { UserPools: { Id: string }[] }
  return UserPools.map(({ Id }) => Id)
}

describe('The program', () => {
  test('prints one line of JSON, and ends well when it is asked to', async () => {
    const child = spawn(process.execPath, ['dist/cli.js', '--memory', '--port', '0', '--json', '--region', 'eu-west-1'])
    let out = ''
    child.stdout.on('data', (text) => (out += text))
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const { url } = JSON.parse(out) as { url: string }

    const health = await fetch(`${url}/health`)
    child.kill('SIGINT')
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))

    expect(health.status).toBe(200)
    expect(JSON.parse(out)).toEqual({ url, port: Number(new URL(url).port), region: 'eu-west-1' })
    expect(out.trimEnd().split('\n')).toHaveLength(1)
    expect(code).toBe(0)
  })

  test('brings everything that it reads from disk', async () => {
    const program = await startProgram(['--memory', '--seed', seedFile()])

    const page = await fetch(`${program.url}/_emulator`)
    const text = await page.text()
    const style = await fetch(program.url + /href="([^"]+\.css[^"]*)"/.exec(text)![1])
    const script = await fetch(program.url + /src="([^"]+\.js[^"]*)"/.exec(text)![1])
    const weak = await fetch(`${program.url}/_emulator/api/calls/SignUp`, {
      method: 'POST',
      body: JSON.stringify({ ClientId: shop.client, Username: 'weak', Password: 'Password1!' }),
    })
    await program.stop()

    expect([page.status, style.status, script.status]).toEqual([200, 200, 200])
    // The list of common passwords is a file, too.
    expect(weak.status).not.toBe(500)
  })

  test('tells people what listens where', async () => {
    const child = spawn(process.execPath, ['dist/cli.js', '--memory', '--port', '0'])
    const out = String(await new Promise((resolve) => child.stdout.once('data', resolve)))
    child.kill()

    expect(out).toMatch(/API +http:\/\/localhost:\d+\n/)
    expect(out).toMatch(/Console +http:\/\/localhost:\d+\/_emulator\n/)
    expect(out).toContain('in memory')
  })

  test('speaks https, and says whom to trust', async () => {
    const data = folder()
    const child = spawn(process.execPath, ['dist/cli.js', '--data', data, '--port', '0', '--tls', '--json'])
    const started = JSON.parse(String(await new Promise((resolve) => child.stdout.once('data', resolve))))
    const health = await fetchTrusting(readFileSync(started.ca, 'utf8'))(`${started.url}/health`)
    child.kill()
    await new Promise((resolve) => child.once('exit', resolve))
    const again = spawn(process.execPath, ['dist/cli.js', '--data', data, '--port', '0', '--tls'])
    const out = String(await new Promise((resolve) => again.stdout.once('data', resolve)))
    again.kill()

    expect(health.status).toBe(200)
    expect(started.ca).toBe(join(data, 'tls', 'ca.pem'))
    expect(out).toMatch(/API +https:\/\/localhost:\d+\n/)
    expect(out).toContain(started.ca)
  })

  test('loads seeds once and keeps what was changed', async () => {
    const args = ['--data', folder(), '--seed', seedFile()]
    const first = await startProgram(args)
    const seeded = await pools(first.url)
    const code = await first.stop()
    const second = await startProgram(args)
    const kept = await pools(second.url)
    await second.stop()

    expect([seeded, kept, code]).toEqual([[shop.pool], [shop.pool], 0])
  })

  test('adds the demo seed only to an empty database on disk', async () => {
    const data = folder()
    const demo = ['--seed-when-empty', seedFile()]
    const start = async (...args: string[]) => {
      const program = await startProgram(args)
      const found = await pools(program.url)
      await program.stop()
      return found
    }
    const other = seedFile({ pools: [{ id: 'us-east-1_Other0001', name: 'other' }] })

    expect(await start('--memory', ...demo)).toEqual([])
    expect(await start('--data', folder(), '--seed', other, ...demo)).toEqual(['us-east-1_Other0001'])
    expect(await start('--data', data, ...demo)).toEqual([shop.pool])
    expect(await start('--data', data, ...demo)).toEqual([shop.pool])
  })
})

describe('What goes wrong is one sentence and code 1:', () => {
  test('a port in use', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo

    const { err, out, code } = await ran('--memory', '--port', String(port))

    expect(err).toBe(`Port ${port} is in use. Choose another with --port, or --port 0 for a free one.\n`)
    expect({ out, code }).toEqual({ out: '', code: 1 })
  })

  test('a seed that is not there', async () => {
    const { err, code } = await ran('--memory', '--seed', 'nowhere.yaml')

    expect(err).toBe('There is no seed file nowhere.yaml.\n')
    expect(code).toBe(1)
  })

  test('a seed with a mistake', async () => {
    const path = seedFile({ pools: [{ name: 'x', teir: 'PLUS' }] })

    const { err, code } = await ran('--memory', '--seed', path)

    expect(err).toBe(`${path}:5:7: there is no "teir" here. Did you mean "tier"?\n`)
    expect(code).toBe(1)
  })

  test('a database of a newer version', async () => {
    const data = folder()
    const database = new Database(join(data, 'cognito-plus.sqlite'))
    database.exec('CREATE TABLE migrations (hash TEXT PRIMARY KEY, applied INTEGER NOT NULL) STRICT')
    database.exec(`INSERT INTO migrations VALUES ('of tomorrow', 99)`)
    database.close()

    const { err, code } = await ran('--data', data)

    expect(err).toMatch(/^The database .* was written by another version of cognito-plus than this one\./)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(code).toBe(1)
  })

  test('a file that is no database', async () => {
    const data = folder()
    writeFileSync(
      join(data, 'cognito-plus.sqlite'),
      'This is a letter to my aunt, and not a database at all.'.repeat(50),
    )

    const { err, code } = await ran('--data', data)

    expect(err).toBe('The file in the --data folder is no database of cognito-plus.\n')
    expect(code).toBe(1)
  })
})

describe('An old Node', () => {
  test('gets a sentence', async () => {
    const pretend = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.20.2' })`
    const child = spawn(process.execPath, ['--import', pretend, 'dist/cli.js'])
    let err = ''
    child.stderr.on('data', (text) => (err += text))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))

    expect(err).toMatch(/^cognito-plus needs Node 22\.12 or newer; this is Node 20\.20\.2\.\n/)
    expect(code).toBe(1)
  })

  test('gets it before anything is loaded that it could not load', () => {
    const bundle = readFileSync('dist/cli.js', 'utf8')

    expect(bundle).not.toMatch(/\bimport\s*[{*'"\w]/)
    expect(bundle.indexOf('process.versions.node')).toBeLessThan(bundle.indexOf('await import('))
  })
})
