import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { importRunner } from '../../src/edges/import-runner.ts'
import { createJob, ended, fileOf, person, upload } from '../support/imports.ts'
import { type Place, place } from '../support/people.ts'

describe('the runner of imports', () => {
  test('goes on in turns of its own until nothing is left', async () => {
    const steps = [true, true, false]
    const advance = vi.fn(() => steps.shift() ?? false)
    const runner = importRunner({ advance, giveUp: vi.fn(), report: vi.fn() })

    runner.nudge()
    runner.nudge()
    expect(advance).not.toHaveBeenCalled()
    await turn()
    expect(advance).toHaveBeenCalledTimes(1)
    for (let time = 0; time < 5; time++) await turn()

    expect(advance).toHaveBeenCalledTimes(3)
  })

  test('reports what no file can cause, and ends the jobs', async () => {
    const error = new Error('disk full')
    const advance = () => {
      throw error
    }
    const giveUp = vi.fn()
    const report = vi.fn()

    importRunner({ advance, giveUp, report }).nudge()
    await turn()

    expect(report).toHaveBeenCalledWith(error)
    expect(giveUp).toHaveBeenCalledTimes(1)
  })

  test('does nothing once stopped', async () => {
    const advance = vi.fn(() => true)
    const runner = importRunner({ advance, giveUp: vi.fn(), report: vi.fn() })

    runner.nudge()
    runner.stop()
    runner.nudge()
    await turn()

    expect(advance).not.toHaveBeenCalled()
  })

  test('goes on after a restart where it was', async () => {
    const data = mkdtempSync(join(tmpdir(), 'cognito-plus-'))
    onTestFinished(() => rmSync(data, { recursive: true }))
    const first = await place({ emulator: { memory: false, data } })
    const { JobId, PreSignedUrl } = await createJob(first)
    const people = Array.from({ length: 200 }, (_, number) => person(`user-${number}`))
    await upload(first, PreSignedUrl, await fileOf(first, people))
    await first.call('StartUserImportJob', { UserPoolId: first.poolId, JobId })
    for (let time = 0; time < 3; time++) await turn()
    first.core.close()

    const second = await place({ emulator: { memory: false, data, randomSeed: 'second' } })
    await second.core.prepare()

    const again: Place = { ...second, poolId: first.poolId }
    expect(await ended(again, JobId)).toMatchObject({ Status: 'Succeeded', ImportedUsers: 200, FailedUsers: 0 })
  })
})
