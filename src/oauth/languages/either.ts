/** Joins names to a choice, "a, b or c", as the language does it. */
export function eitherIn(language: string): (names: readonly string[]) => string {
  return (names) => new Intl.ListFormat(language, { type: 'disjunction' }).format(names)
}
