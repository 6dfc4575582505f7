const compiled = new Map<string, RegExp>()

/** Whether a whole value matches a pattern of the model, read as the service's language (Java) reads it. */
export function matches(pattern: string, value: string): boolean {
  if (value.length > longest && !isOneClass(pattern)) return true
  let regexp = compiled.get(pattern)
  if (!regexp) {
    regexp = compile(pattern)
    compiled.set(pattern, regexp)
  }
  return regexp.test(value)
}

/**
 * Length above which only patterns of one repeated class are tried. The others take time in the square of the length;
 * where they stand a value as long is refused for its length, or by the operation.
 */
const longest = 25_000

function isOneClass(pattern: string): boolean {
  return /^\^?\[[^\]]*\][+*]\$?$/.test(pattern)
}

// Documented: java.util.regex.Pattern. \s and \w know only ASCII there, \S is the opposite of \s, and a dot does not
// match NEL either. Inferred: the whole value must match.
function compile(pattern: string): RegExp {
  const dotAll = '(?s)'
  const body = pattern.startsWith(dotAll)
    ? rewrite(pattern.slice(dotAll.length), '[^]')
    : rewrite(pattern, '[^\\n\\r\\u0085\\u2028\\u2029]')
  return new RegExp(`^(?:${body})$`, 'u')
}

const spaces = '\\t-\\r\\x20'
const notSpaces = '\\0-\\x08\\x0e-\\x1f\\x21-\\u{10ffff}'

function rewrite(pattern: string, anyChar: string): string {
  let out = ''
  let inClass = false
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!
    if (char === '[') inClass = true
    if (char === ']') inClass = false
    if (char === '\\') {
      const escaped = pattern[++i]!
      const set = escaped === 's' ? spaces : escaped === 'S' ? notSpaces : undefined
      out += set === undefined ? `\\${escaped}` : inClass ? set : `[${set}]`
    } else {
      out += char === '.' && !inClass ? anyChar : char
    }
  }
  return out
}
