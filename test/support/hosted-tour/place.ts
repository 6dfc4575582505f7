import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { startEmulator } from '../../../src/emulator.ts'
import { readyRsaKeys } from '../rsa-keys.ts'
import { shopsOf, type Visitor } from './visitor.ts'

/** What visitors share: an emulator with shops, and the application's own server. */
export type TourPlace = Pick<Visitor, 'emulator' | 'callback' | 'open'>

/** Opens one place for all tests of a file. */
export function tourPlace(): () => TourPlace {
  let place: TourPlace
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!DOCTYPE html><title>Application</title><link rel="icon" href="data:,"><p>Welcome back.</p>')
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    const callback = `http://localhost:${(server.address() as AddressInfo).port}/callback`
    const emulator = await startEmulator({ makeRsaKey: readyRsaKeys() })
    place = { emulator, callback, open: shopsOf(emulator, callback) }
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await place.emulator.close()
  })
  return () => place
}
