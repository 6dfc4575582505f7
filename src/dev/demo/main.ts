/** `npm run demo`: the feedback loop, from months of sign-ins to the answer of a mail. `--json` prints the facts instead. */
import { readSample } from './sample.ts'
import { startServer } from './server.ts'
import { clearProgress, progressBar } from './show.ts'
import { type Listener, playStory } from './story.ts'
import { summary, tell } from './tell.ts'

const json = process.argv.includes('--json')
await using server = await startServer()
process.once('SIGINT', () => void server[Symbol.asyncDispose]().then(() => process.exit(130)))
if (!json) process.stdout.write(`A server of its own listens on ${server.url}, with a database that is thrown away.\n`)

const listener: Listener = {
  progress: progressBar,
  told(part, value) {
    clearProgress()
    if (!json) process.stdout.write(tell({ [part]: value }))
  },
}
const started = performance.now()
const story = await playStory(server.url, readSample(), listener)
const seconds = (performance.now() - started) / 1000
process.stdout.write(
  json ? `${JSON.stringify(summary(story, seconds), null, 2)}\n` : `\nPlayed in ${seconds.toFixed(1)} s.\n`,
)
