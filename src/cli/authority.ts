import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Config, speaksTls } from '../config.ts'
import { CliError } from './failures.ts'

/** The file that clients of a server with these settings must trust, as an absolute path; undefined where there is none. */
export async function authorityFileFor(config: Config): Promise<string | undefined> {
  if (!speaksTls(config)) return undefined
  const { authorityFileOf } = await import('../tls.ts')
  const file = authorityFileOf(config)
  return file !== undefined && existsSync(file) ? resolve(file) : undefined
}

/** Lets the requests of this program believe a server with these settings, as its users were told to. */
export async function trustServer(config: Config): Promise<void> {
  const file = (await authorityFileFor(config)) ?? config.tlsCert
  if (file === '') return
  const { getCACertificates, setDefaultCACertificates } = await import('node:tls')
  // Ours: Node 22.12 to 22.18 do not have it yet; they are told by the environment, as any program.
  if (typeof setDefaultCACertificates !== 'function') return
  try {
    setDefaultCACertificates([...getCACertificates('default'), readFileSync(file, 'utf8')])
  } catch {
    throw new CliError(`The file ${file} cannot be read.`)
  }
}
