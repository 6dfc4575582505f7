import { expect, test } from 'vitest'
import { lifetimesOf } from '../../../src/domain/clients/lifetimes.ts'
import type { ClientSettings } from '../../../src/store/schema/clients.ts'

const day = 86_400

test.each<[string, ClientSettings, number[]]>([
  ['nothing set', {}, [3600, 3600, 30 * day]],
  ['plain numbers', { AccessTokenValidity: 2, IdTokenValidity: 3, RefreshTokenValidity: 4 }, [7200, 10_800, 4 * day]],
  [
    'other units',
    {
      AccessTokenValidity: 10,
      IdTokenValidity: 1,
      RefreshTokenValidity: 90,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'days', RefreshToken: 'minutes' },
    },
    [600, day, 5400],
  ],
  ['units alone', { TokenValidityUnits: { AccessToken: 'seconds', RefreshToken: 'seconds' } }, [3600, 3600, 30 * day]],
])('%s', (_case, settings, [access, id, refresh]) => {
  expect(lifetimesOf({ settings })).toEqual({ access, id, refresh })
})
