import type { Operation } from '../context.ts'
import { setLegacySettings } from '../domain/credentials/legacy-settings.ts'
import { getCaller } from '../domain/tokens/access-token.ts'

export const SetUserSettings: Operation<'SetUserSettings'> = (ctx, input) => {
  setLegacySettings(ctx, getCaller(ctx).user, input.MFAOptions)
  return {}
}
