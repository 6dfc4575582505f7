import { describe, expect, test } from 'vitest'
import { freeman, novelty } from '../../../src/dev/bench-risk/baselines.ts'

const home = {
  ipAddress: '10.0.0.1',
  asn: 1,
  countryCode: 'NO',
  userAgent: 'a',
  browser: 'Chrome 133',
  os: 'Windows 10',
  deviceType: 'desktop',
  deviceId: 'd1',
}
const abroad = { ...home, ipAddress: '198.18.0.1', asn: 2, countryCode: 'RO', deviceId: 'd2' }

describe('the model of Freeman et al.', () => {
  test('is the log of p(value) over p(value | user) for each feature, times p(u | attack) over p(u)', () => {
    const model = freeman()
    model.learn('ann', home)
    model.learn('ann', home)
    model.learn('ben', { ...home, ipAddress: '10.0.0.2', asn: 3 })
    // Three logins; unseen addresses: one, two networks and one country; unseen agents: one and three groups.
    const address = 0.6 * (2 / 3) * (3 / 7) + 0.3 * (2 / 3) + 0.1
    const agent = 0.5386653840551359 * (3 / 7) + 0.2680451498625666 + 0.18818295100109536 + 0.0051065150812021525

    expect(model.score('ann', home)).toBeCloseTo(Math.log(3 / (2 * 2)) + Math.log(address) + Math.log(agent), 9)
  })

  test('takes a quarter of the pool where a user never had any of the groups', () => {
    const model = freeman()
    model.learn('ann', home)
    const known = model.score('ann', home)
    const foreign = model.score('ann', abroad)

    expect(foreign).toBeGreaterThan(known)
    expect(foreign - Math.log(4)).toBeCloseTo(known - Math.log(0.6 / 4 + 0.3 + 0.1), 9)
  })
})

describe('the rules', () => {
  test('ask for what is new', () => {
    const rules = { either: novelty('either'), both: novelty('both') }
    for (const rule of Object.values(rules)) rule.learn('ann', home)
    const answers = (context: typeof home) => [rules.either.score('ann', context), rules.both.score('ann', context)]

    expect(answers(home)).toEqual([0, 0])
    expect(answers({ ...home, deviceId: 'd9' })).toEqual([1, 0])
    expect(answers({ ...home, ipAddress: '10.0.0.9' })).toEqual([1, 0])
    expect(answers(abroad)).toEqual([1, 1])
  })
})
