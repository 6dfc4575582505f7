/** Where most owners of the made-up service live. */
export const homeCountry = 'NO'

/** City, latitude, longitude and share of the home country's users. */
export const homeCities: readonly (readonly [string, number, number, number])[] = [
  ['Oslo', 59.91, 10.75, 34],
  ['Bergen', 60.39, 5.32, 15],
  ['Trondheim', 63.43, 10.4, 11],
  ['Stavanger', 58.97, 5.73, 10],
  ['Drammen', 59.74, 10.2, 7],
  ['Fredrikstad', 59.22, 10.93, 6],
  ['Kristiansand', 58.15, 8.0, 6],
  ['Tromso', 69.65, 18.96, 5],
  ['Alesund', 62.47, 6.15, 3],
  ['Bodo', 67.28, 14.4, 3],
]

/**
 * Countries with the share of owners who live there and of the attack traffic that comes from there, in percent. The
 * latter follows what the public login data set reports: mostly a few countries, not where the owners are.
 */
export const countries: readonly {
  cc: string
  tz: string
  lat: number
  lon: number
  owners: number
  attacks: number
}[] = [
  { cc: 'NO', tz: 'Europe/Oslo', lat: 60, lon: 10, owners: 88, attacks: 6 },
  { cc: 'SE', tz: 'Europe/Stockholm', lat: 59, lon: 18, owners: 2.6, attacks: 1 },
  { cc: 'DK', tz: 'Europe/Copenhagen', lat: 55, lon: 12, owners: 1.6, attacks: 1 },
  { cc: 'PL', tz: 'Europe/Warsaw', lat: 52, lon: 21, owners: 1.5, attacks: 1 },
  { cc: 'DE', tz: 'Europe/Berlin', lat: 52, lon: 13, owners: 1.2, attacks: 3 },
  { cc: 'GB', tz: 'Europe/London', lat: 51, lon: 0, owners: 1.2, attacks: 2 },
  { cc: 'US', tz: 'America/New_York', lat: 40, lon: -74, owners: 1.3, attacks: 27 },
  { cc: 'ES', tz: 'Europe/Madrid', lat: 40, lon: -3, owners: 0.8, attacks: 2 },
  { cc: 'NL', tz: 'Europe/Amsterdam', lat: 52, lon: 5, owners: 0.6, attacks: 3 },
  { cc: 'LT', tz: 'Europe/Vilnius', lat: 54, lon: 25, owners: 0.6, attacks: 1 },
  { cc: 'FR', tz: 'Europe/Paris', lat: 48, lon: 2, owners: 0.3, attacks: 2 },
  { cc: 'IT', tz: 'Europe/Rome', lat: 42, lon: 12, owners: 0.3, attacks: 2 },
  { cc: 'RO', tz: 'Europe/Bucharest', lat: 44, lon: 26, owners: 0, attacks: 29 },
  { cc: 'BR', tz: 'America/Sao_Paulo', lat: -23, lon: -46, owners: 0, attacks: 6 },
  { cc: 'RU', tz: 'Europe/Moscow', lat: 55, lon: 37, owners: 0, attacks: 5 },
  { cc: 'ID', tz: 'Asia/Jakarta', lat: -6, lon: 106, owners: 0, attacks: 4 },
  { cc: 'CA', tz: 'America/Toronto', lat: 43, lon: -79, owners: 0, attacks: 3 },
  { cc: 'UA', tz: 'Europe/Kyiv', lat: 50, lon: 30, owners: 0, attacks: 2 },
]
