import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Settings } from '../context.ts'
import { triggerNames } from '../domain/triggers/names.ts'
import type { SigningKey } from '../http/sigv4.ts'

/** What the configuration means to the domain. */
export function settingsOf(config: Config): Settings {
  return {
    region: config.region,
    accountId: config.account,
    issuer: config.issuer,
    addOnGate: config.addOnGate,
    feedbackTokenLife: Math.round(config.feedbackTokenDays * 86_400),
    revokeOnInvalid: config.revokeOnInvalid,
    trustAllowedRisk: config.trustAllowedRisk,
    relaysMail: config.smtp !== '',
    exportsLogs: logFolderOf(config) !== undefined || Object.keys(config.logsEndpoint).length > 0,
    quotas: config.quotas,
    localTriggers: new Set(Object.keys(config.triggers).filter(namesTrigger)),
    realSocialProviders: config.socialProviders === 'real',
    senderKey: senderKeyOf(config.senderKey),
  }
}

function senderKeyOf(given: string): Settings['senderKey'] {
  if (given === '' || given === 'kms') return given || undefined
  return Buffer.from(given, 'base64')
}

/** Whether a name of a function is that of a trigger, or of a trigger of one pool. */
function namesTrigger(name: string): boolean {
  return triggerNames.some((trigger) => trigger === name.slice(name.indexOf('/') + 1))
}

/** Where exported logs go; undefined where nothing shall be left on disk. */
export function logFolderOf({ logs, memory, data }: Config): string | undefined {
  if (logs !== '') return logs
  return memory ? undefined : join(data, 'logs')
}

/** `id:secret` as `--access-keys` takes it. */
export function signingKey(text: string): SigningKey {
  const colon = text.indexOf(':')
  return { accessKeyId: text.slice(0, colon), secretAccessKey: text.slice(colon + 1) }
}
