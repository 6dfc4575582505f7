import { describe, expect, test } from 'vitest'
import { auc, caughtAt, deviation, equalErrorRate, quantile } from '../../../src/dev/bench-risk/metrics.ts'

describe('metrics of the risk benchmark', () => {
  test('the area is 1 where every attack scores higher, 0.5 where all score the same', () => {
    expect(auc({ bad: [3, 4], good: [1, 2] })).toBe(1)
    expect(auc({ bad: [1, 1], good: [1, 1, 1] })).toBe(0.5)
    expect(auc({ bad: [2, 4], good: [1, 3] })).toBe(0.75)
    expect(auc({ bad: [2], good: [2, 1] })).toBe(0.75)
  })

  test('the threshold stops no more owners than allowed', () => {
    const good = Array.from({ length: 100 }, (_, i) => i)
    expect(caughtAt({ bad: [98.5, 99.5, 10], good }, 0.01)).toBeCloseTo(2 / 3)
    expect(caughtAt({ bad: [98.5, 99.5, 97.5], good }, 0.02)).toBe(1)
    expect(caughtAt({ bad: [99], good }, 0)).toBe(0)
  })

  test('the equal error rate is 0 for separate scores and one half for the same ones', () => {
    expect(equalErrorRate({ bad: [5, 6], good: [1, 2] })).toBe(0)
    expect(equalErrorRate({ bad: [1, 2, 3, 4], good: [1, 2, 3, 4] })).toBe(0.5)
    expect(equalErrorRate({ bad: [2, 3, 4, 9], good: [0, 1, 1, 3] })).toBe(0.25)
  })

  test('quantiles and deviations', () => {
    expect(quantile([3, 1, 2, 4], 0.5)).toBe(3)
    expect(deviation([2, 4])).toBeCloseTo(Math.SQRT2)
    expect(deviation([2])).toBe(0)
  })
})
