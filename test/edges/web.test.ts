import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { askWeb } from '../../src/edges/web.ts'

async function server(answer: RequestListener): Promise<number> {
  const listening = createServer(answer)
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    listening.closeAllConnections()
    listening.close()
  })
  return (listening.address() as AddressInfo).port
}

describe('asking another server', () => {
  test('sends method, headers and body, and gives back the answer', async () => {
    const port = await server(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      response.writeHead(201, { 'x-kind': 'answer' })
      response.end(`${request.method} ${request.url} ${request.headers['x-kind']} ${body}`)
    })

    const headers = { 'x-kind': 'question' }
    const response = await askWeb(
      new Request(`http://127.0.0.1:${port}/a?b=c`, { method: 'POST', headers, body: 'body' }),
    )

    expect([response.status, response.headers.get('x-kind')]).toEqual([201, 'answer'])
    expect(await response.text()).toBe('POST /a?b=c question body')
  })

  test('takes names below localhost for this machine, as browsers do', async () => {
    const port = await server((request, response) => response.end(request.headers.host))

    const response = await askWeb(new Request(`http://login.shop.localhost:${port}/`))

    expect(await response.text()).toBe(`login.shop.localhost:${port}`)
  })

  test('follows no redirect, and takes an answer without body', async () => {
    const port = await server((request, response) => {
      response.writeHead(request.url === '/empty' ? 204 : 302, { location: '/empty' }).end()
    })

    expect((await askWeb(new Request(`http://127.0.0.1:${port}/`))).status).toBe(302)
    expect((await askWeb(new Request(`http://127.0.0.1:${port}/empty`))).status).toBe(204)
  })

  test('rejects where nobody answers, and for answers without end', async () => {
    const port = await server((_request, response) => {
      response.on('error', () => undefined)
      const more = () => response.write(Buffer.alloc(500_000)) && setImmediate(more)
      response.on('drain', more)
      more()
    })

    await expect(askWeb(new Request('http://127.0.0.1:1/'))).rejects.toThrow('ECONNREFUSED')
    await expect(askWeb(new Request('http://nowhere.invalid/'))).rejects.toThrow('ENOTFOUND')
    await expect(askWeb(new Request(`http://127.0.0.1:${port}/`))).rejects.toThrow('The answer is too large')
  })
})
