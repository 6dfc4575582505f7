import type { EmulatorOptions } from '../../src/core.ts'
import { type ControlCall, controlOf } from './control.ts'
import { type TestEmulator, testEmulator } from './emulator.ts'

/** An emulator with a shop: ann has three months of sign-ins from Berlin, ben is new. High risk is blocked and mailed. */
export interface Shop extends TestEmulator {
  readonly control: ControlCall
}

/** Ids of the shop's seed. */
export const shop = { pool: 'us-east-1_Shop00001', client: 'shopweb000000000000000000', domain: 'shop' } as const

/** The shop's seed, as an object that a test may change. */
export function shopSeed() {
  return {
    pools: [
      {
        id: shop.pool,
        name: 'shop',
        threatProtection: 'ENFORCED',
        domain: shop.domain,
        riskConfiguration: {
          AccountTakeoverRiskConfiguration: {
            NotifyConfiguration: { SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/shop@example.com' },
            Actions: {
              MediumAction: { Notify: true, EventAction: 'MFA_IF_CONFIGURED' },
              HighAction: { Notify: true, EventAction: 'BLOCK' },
            },
          },
        },
        clients: [
          {
            id: shop.client,
            name: 'web',
            settings: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
          },
        ],
        users: [
          {
            username: 'ann',
            password: 'Correct-Horse-1',
            email: 'ann@example.com',
            history: [{ days: 90, perDay: 1, place: 'Berlin', device: 'Chrome on Windows' }],
          },
          { username: 'ben', password: 'Correct-Horse-2', email: 'ben@example.com' },
        ],
      },
    ],
  }
}

/** The shop, seeded. */
export async function openShop(options: EmulatorOptions = {}): Promise<Shop> {
  const test = testEmulator(options)
  await test.core.control.seed(JSON.stringify(shopSeed()), 'shop.json')
  return { ...test, control: controlOf(test.core) }
}

/** Where ann signs in from, and where somebody else would. */
export const atHome = {
  ipAddress: '198.51.100.7',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0',
}
export const onTor = { ipAddress: '198.19.4.4', userAgent: 'curl/8.5.0' }
