import { globSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { shapes } from '../../../src/api/generated/model.ts'
import { standardAttributes } from '../../../src/domain/pools/standard-attributes.ts'
import { inLanguage, languages } from '../../../src/oauth/languages/choice.ts'
import { words as german } from '../../../src/oauth/languages/de.ts'
import { words as english, type Words } from '../../../src/oauth/languages/en.ts'
import { attributeName, factorName, inWords, signInNames } from '../../../src/oauth/languages/names.ts'
import { serviceTexts } from '../../../src/oauth/languages/service-texts.ts'

const foreign = languages.filter((language) => language !== 'en')

/** What a text that takes parts must say. */
const parts = {
  either: [['A1', 'B2', 'C3']],
  codeSentTo: ['a***@e***'],
  continueWith: ['Google'],
  signedInAs: ['alice'],
  continueAs: ['alice'],
  atLeast: [12],
  agreement: ['USE', 'PRIVACY'],
} satisfies { [K in FunctionName]: unknown[] }
type FunctionName = { [K in keyof Words]: Words[K] extends (...given: never) => unknown ? K : never }[keyof Words]

/** Every text of a language by its path: nested names joined with dots, parts filled in. */
function textsOf(words: object, path = ''): Map<string, string> {
  const found = Object.entries(words).flatMap(([name, value]: [string, unknown]): (readonly [string, string])[] => {
    if (typeof value === 'string') return [[path + name, value]]
    if (typeof value !== 'function') return [...textsOf(value as object, `${path}${name}.`)]
    const made = value(...parts[name as FunctionName]) as string | string[]
    return [[path + name, [made].flat().join('')]]
  })
  return new Map(found)
}

/** Where a language says the same as English, because it took the word over, or because it is a name. */
const same: Readonly<Record<string, readonly string[]>> = {
  de: ['code', 'factors.WEB_AUTHN', 'attributes.name', 'attributes.website'],
  fr: ['code'],
  it: ['password', 'factors.PASSWORD', 'factors.WEB_AUTHN'],
}

describe.each(foreign)('in %s', (language) => {
  let words: Words
  beforeAll(async () => {
    words = await inLanguage(language)
  })

  test('there is every text, and no other', () => {
    expect([...textsOf(words).keys()].sort()).toEqual([...textsOf(english).keys()].sort())
    expect(words.language).toBe(language)
    expect(words.documents).toMatch(new RegExp(shapes['LanguageIdType']!.pattern!))
  })

  test('no text is empty, padded, English or markup', () => {
    const texts = [...textsOf(words)]

    expect(
      texts.filter(([, text]) => text === '' || text !== text.trim() || /[<>&]|\{|\$|undefined/.test(text)),
    ).toEqual([])
    const untranslated = texts.filter(([path, text]) => text === textsOf(english).get(path)).map(([path]) => path)
    expect(untranslated).toEqual(same[language] ?? [])
  })

  test('texts say what they are given', () => {
    for (const [name, given] of Object.entries(parts) as [FunctionName, unknown[]][]) {
      for (const part of given.flat()) expect(textsOf(words).get(name), name).toContain(`${part}`)
    }
  })

  test('the names of the fields, of the factors and of the buttons of a page differ', () => {
    const pages = [
      [...Object.values(words.attributes), words.password],
      Object.values(words.factors),
      [words.signIn, words.signUp, words.forgotPassword, words.needAccount],
      [words.wasYou, words.wasNotYou],
    ]

    for (const names of pages) expect(new Set(names).size).toBe(names.length)
  })
})

describe('the texts of the pages', () => {
  test('are those of the languages that the developer guide lists', () => {
    expect([...languages].sort()).toEqual(['de', 'en', 'es', 'fr', 'id', 'it', 'ja', 'ko', 'pt-BR', 'zh-CN', 'zh-TW'])
  })

  test('must all be there for the compiler, with the parts that they take', () => {
    const { signIn, ...others } = german

    // @ts-expect-error a text is missing
    const incomplete: Words = others
    // @ts-expect-error a count is no text
    const mistaken: Words = { ...german, atLeast: (name: string) => name }

    expect([incomplete.signIn, typeof mistaken.atLeast, signIn]).toEqual([undefined, 'function', 'Anmelden'])
  })

  test('have the standard attributes that people have', () => {
    const own = standardAttributes
      .map(({ Name }) => Name!)
      .filter((name) => !/^sub$|^identities$|_verified$/.test(name))

    expect(Object.keys(english.attributes).sort()).toEqual([...own, 'username'].sort())
    expect(attributeName(german, 'given_name')).toBe('Vorname')
  })

  test('leave attributes of one’s own, factors to come and unknown sentences as they are', () => {
    expect(attributeName(german, 'custom:given_name')).toBe('Given name')
    expect(attributeName(german, 'constructor')).toBe('Constructor')
    expect(factorName(german, 'VOICE_OTP')).toBe('VOICE_OTP')
    expect(inWords(german, 'PreSignUp failed with error members only.')).toBe(
      'PreSignUp failed with error members only.',
    )
    expect(inWords(german, 'toString')).toBe('toString')
  })

  test('name what people sign in with, as a label', async () => {
    const pool = { settings: { AliasAttributes: ['email', 'phone_number', 'preferred_username'] } } as never
    const labels = await Promise.all(languages.map(async (language) => signInNames(await inLanguage(language), pool)))

    expect(Object.fromEntries(languages.map((language, i) => [language, labels[i]]))).toEqual({
      en: 'Username, email address or phone number',
      de: 'Benutzername, E-Mail-Adresse oder Telefonnummer',
      es: 'Nombre de usuario, correo electrónico o número de teléfono',
      fr: 'Nom d’utilisateur, adresse e-mail ou numéro de téléphone',
      id: 'Nama pengguna, alamat email, atau nomor telepon',
      it: 'Nome utente, indirizzo e-mail o numero di telefono',
      ja: 'ユーザー名、E メールアドレス、または電話番号',
      ko: '사용자 이름, 이메일 주소 또는 전화번호',
      'pt-BR': 'Nome de usuário, endereço de e-mail ou número de telefone',
      'zh-CN': '用户名、电子邮件地址或电话号码',
      'zh-TW': '使用者名稱、電子郵件地址或電話號碼',
    })
  })
})

describe('what the service says', () => {
  test('is said somewhere in the sources, word for word', () => {
    const files = globSync('src/{api,domain,oauth}/**/*.{ts,tsx}', { exclude: ['src/oauth/languages/**'] })
    const sources = files.map((file) => readFileSync(file, 'utf8').replaceAll(/\$\{\w+\}/g, '*')).join('\n')
    const reason = /^Password did not conform with policy: (.*)$/
    const forms = (text: string) => [
      text,
      text.replace(/\b(?:email|phone_number)\b/, '*'),
      text.replace(/an email|a phone number/, '*'),
      text.replace('CONFIRMED', '*'),
      text.replace(reason, '$1'),
    ]

    expect(
      serviceTexts.filter(
        (text) => !forms(text).some((form) => new RegExp(`['\`]${escaped(form)}['\`]`).test(sources)),
      ),
    ).toEqual([])
  })

  test('stays as it is in English', () => {
    for (const text of serviceTexts) expect(inWords(english, text)).toBe(text)
  })
})

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
