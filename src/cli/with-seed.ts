import { type ControlApi, controlApi } from '../client/client.ts'
import { createCore } from '../core.ts'

/** Does something with an emulator that exists only for this, in memory, with one seed file loaded. */
export async function withSeed<T>(file: string, deed: (emulator: ControlApi) => Promise<T>): Promise<T> {
  const core = createCore({ memory: true, logLevel: 'error', seed: [file] })
  try {
    await core.prepare()
    return await deed(controlApi(core.baseUrl, async (request) => core.app.fetch(request)))
  } finally {
    core.close()
  }
}
