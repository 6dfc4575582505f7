import type { Client } from '../../store/schema/clients.ts'

/** How long the tokens of a client live, in seconds. */
export interface Lifetimes {
  readonly access: number
  readonly id: number
  readonly refresh: number
}

/** The units of token validity, in seconds. */
export const secondsIn = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 }

/** The client's token lifetimes. Documented: units are hours, hours and days unless set; 60 minutes and 30 days by default. */
export function lifetimesOf({ settings }: Pick<Client, 'settings'>): Lifetimes {
  const { AccessTokenValidity, IdTokenValidity, RefreshTokenValidity, TokenValidityUnits: units } = settings
  return {
    access: AccessTokenValidity ? AccessTokenValidity * secondsIn[units?.AccessToken ?? 'hours'] : 3600,
    id: IdTokenValidity ? IdTokenValidity * secondsIn[units?.IdToken ?? 'hours'] : 3600,
    refresh: (RefreshTokenValidity || 30) * secondsIn[RefreshTokenValidity ? (units?.RefreshToken ?? 'days') : 'days'],
  }
}
