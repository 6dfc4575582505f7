import { countryOffsets } from './country-offsets.ts'

let displayNames: Intl.DisplayNames | undefined
let codesByName: Map<string, string> | undefined

/** The English name of a country (ISO 3166-1 alpha-2, either case), or undefined if the code means nothing. */
export function countryName(code: string): string | undefined {
  // Documented: AdminListUserAuthEvents samples. Countries are named in English.
  displayNames ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  // ZZ is the code of no country, and has a name.
  return /^(?!zz)[a-z]{2}$/i.test(code) ? displayNames.of(code.toUpperCase()) : undefined
}

/** The ISO 3166-1 alpha-2 code of a country given by code or by English name, either case; undefined if it is neither. */
export function countryCode(text: string): string | undefined {
  codesByName ??= new Map(
    countryOffsets
      .flatMap(([, countries]) => countries.split(' '))
      .flatMap((code) => [code, countryName(code) ?? code].map((key) => [key.toLowerCase(), code] as const)),
  )
  return codesByName.get(text.trim().toLowerCase())
}
