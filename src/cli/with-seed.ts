import { type ControlApi, controlApi } from '../client/client.ts'
import { settingsHere } from '../config-file.ts'
import { createCore } from '../core.ts'
import { progressBar } from './output.ts'

/** Does something with an emulator that exists only for this, in memory, with one seed file loaded. */
export async function withSeed<T>(file: string, deed: (emulator: ControlApi) => Promise<T>): Promise<T> {
  const core = createCore(await settingsHere({ memory: true, logLevel: 'error', seed: [file] }))
  try {
    await core.prepare({ progress: progressBar('Seeding users') })
    return await deed(controlApi(core.baseUrl, async (url, init) => core.app.fetch(new Request(url, init))))
  } finally {
    core.close()
  }
}
