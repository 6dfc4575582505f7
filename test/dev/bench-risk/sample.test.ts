import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { detection } from '../../../src/dev/bench-risk/detection.ts'
import { scoreAll } from '../../../src/dev/bench-risk/evaluate.ts'
import { readLogins } from '../../../src/dev/bench-risk/login.ts'
import { tableOf } from '../../../src/dev/bench-risk/table.ts'

const sample = fileURLToPath(new URL('../../fixtures/logins/logins-sample.jsonl.gz', import.meta.url))

test('the sample gets the figures of the prototype', { timeout: 120_000 }, () => {
  const figures = detection(scoreAll(readLogins(sample), () => {}))

  expect(figures).toMatchObject({ 'owners.count': 6169, 'first.count': 2900, 'naive.count': 2000 })
  const expected = {
    naive: { auc: 0.9969, eer: 0.024, tpr1: 0.942, tpr2: 0.969, tpr5: 0.987, tpr10: 1, medium: 0.988, high: 0.942 },
    vpn: { auc: 0.9895, eer: 0.048, tpr1: 0.714, tpr2: 0.83, tpr5: 0.953, tpr10: 0.998, medium: 0.963, high: 0.715 },
    targeted: {
      auc: 0.9702,
      eer: 0.077,
      tpr1: 0.35,
      tpr2: 0.49,
      tpr5: 0.758,
      tpr10: 0.988,
      medium: 0.785,
      high: 0.353,
    },
  }
  for (const [model, values] of Object.entries(expected)) {
    for (const [name, value] of Object.entries(values)) {
      expect(Math.abs(figures[`${model}.${name}`]! - value), `${model} ${name}`).toBeLessThanOrEqual(0.0011)
    }
  }
  for (const [name, value] of Object.entries({ low: 0.09, medium: 0.056, high: 0.01 })) {
    expect(figures[`owners.${name}`]).toBeCloseTo(value, 2)
  }
  expect(figures['first.noRisk']).toBeCloseTo(0.974, 3)
  expect(tableOf(figures, {})).toMatch(/AUC, naive +0\.997 +\.997 +>= 0\.993 +yes/)
})
