import { expect, test } from 'vitest'
import { openShop } from '../support/seeded.ts'

test('every request is told of as it is answered', async () => {
  const { core, control } = await openShop()
  const stop = new AbortController()
  const response = await core.app.request('http://localhost:4590/_emulator/api/changes', { signal: stop.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  await reader.read()

  await control('POST', '/calls/ListUserPools', { MaxResults: 1 })
  const { value } = await reader.read()
  stop.abort()

  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(value).toMatch(
    /^event: request\ndata: \{"id":".+","operation":"ListUserPools","status":200,"messages":0\}\n\n$/,
  )
  expect(await reader.read()).toEqual({ done: true, value: undefined })
})
