import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer, type Server } from 'node:https'
import { join } from 'node:path'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Config } from './config.ts'
import { authorityFile, authorityIn, createAuthority, identitiesOf } from './edges/local-authority.ts'
import { ConfigError, type TlsIdentity } from './setting-kinds.ts'

/** A server that speaks TLS, and what clients must trust to believe it. */
export interface TlsServer {
  readonly server: Server
  /** The certificate of the emulator's own authority, as PEM; undefined where the certificate was given. */
  readonly authority: string | undefined
}

/** Makes a server that speaks TLS as the settings say. */
export function createTlsServer(config: Config, listener: RequestListener): TlsServer {
  const given = givenIdentity(config)
  if (given) return { server: withIdentity(() => createServer(given, listener)), authority: undefined }
  const authority = config.memory ? createAuthority() : authorityIn(tlsFolder(config))
  const identityOf = identitiesOf(authority)
  const SNICallback = (name: string, answer: (error: Error | null, context?: SecureContext) => void) =>
    answer(null, createSecureContext(identityOf(name)))
  return { server: createServer({ ...identityOf(), SNICallback }, listener), authority: authority.certificate }
}

/** The file with the certificate of the emulator's own authority; undefined where it has none on disk. */
export function authorityFileOf(config: Config): string | undefined {
  if (config.tls !== true || config.memory || config.tlsCert !== '') return undefined
  return authorityFile(tlsFolder(config))
}

function tlsFolder({ data }: Config): string {
  return join(data, 'tls')
}

function givenIdentity({ tls, tlsCert, tlsKey }: Config): TlsIdentity | undefined {
  if (tlsCert === '' && tlsKey === '') return typeof tls === 'object' ? tls : undefined
  if (tlsCert === '' || tlsKey === '') throw new ConfigError('Settings tlsCert and tlsKey: one needs the other.')
  return { cert: read(tlsCert), key: read(tlsKey) }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError(`The file ${file} cannot be read.`)
  }
}

/** What OpenSSL says of a certificate and key that do not belong together, or are none, is no sentence. */
function withIdentity(create: () => Server): Server {
  try {
    return create()
  } catch {
    throw new ConfigError('The certificate and the key for TLS are no PEM, or do not belong together.')
  }
}
