/**
 * What goes into the places of a template, by the name between the braces: `####` (a code or a password), `username`,
 * `city` and so on. `link` is the address behind `{##words##}`. A name without a value stays as it is written.
 */
export type TemplateValues = Readonly<Record<string, string | undefined>>

/** Where the text will be read: values are escaped for HTML, and kept on one line in a subject. */
export type TemplateFormat = 'html' | 'text' | 'subject'

/** A template with its values in place. Values are never searched for places of their own. */
export function fillTemplate(template: string, values: TemplateValues, format: TemplateFormat): string {
  // Documented: developer guide, message templates.
  return template.replace(/\{##(?!##\})([^{}]+)##\}|\{(####|[a-z-]+)\}/g, (place, words?: string, name = 'link') => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) return place
    return words === undefined ? inserted(name, value, format) : linked(words, value, format)
  })
}

/** A template of HTML for readers of plain text: links keep their address, whether or not it stands in quotes. */
export function withoutTags(html: string): string {
  return html
    .replace(/<(head|style|script)\b.*?<\/\1>/gis, '')
    .replace(/<a\b[^>]*?href=["']?([^"'\s>]+)["']?[^>]*>(.*?)<\/a>/gis, '$2 $1')
    .replace(/<br\s*\/?>|<\/(p|div|li|tr|h\d)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function inserted(name: string, value: string, format: TemplateFormat): string {
  // Documented: the samples write href={one-click-link-invalid} without quotes, so nothing in an address may end it.
  if (name.startsWith('one-click-link-')) return safeUrl(value)
  if (format === 'html') return escapeHtml(value)
  return format === 'subject' ? value.replace(/\s+/g, ' ') : value
}

/** A text as HTML shows it. */
function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

function linked(words: string, link: string, format: TemplateFormat): string {
  if (link === '') return words
  return format === 'html' ? `<a href="${safeUrl(link)}">${words}</a>` : `${words} ${safeUrl(link)}`
}

/**
 * An address that can stand in HTML with or without quotes: what could end it is percent-encoded. `&` may stay, since no
 * parameter of ours is named like an entity, and the address reads the same in the source.
 */
function safeUrl(url: string): string {
  const encode = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  return url.replace(/[\0- "'<>\\^`{|}\x7f]/g, encode)
}
