import { describe, expect, test } from 'vitest'
import { fillTemplate } from '../../../src/domain/messages/templates.ts'

const values = { '####': '123456', username: '<Ann> & "Bo"', city: 'Łódź', link: 'https://example.com/a?b=c&d=e f' }

describe('a template', () => {
  test.each([
    ['Your code is {####}.', 'Your code is 123456.'],
    ['{####}{####}', '123456123456'],
    ['{username}', '&lt;Ann&gt; &amp; &quot;Bo&quot;'],
    ['{city}', 'Łódź'],
    ['{##Verify Email##}', '<a href="https://example.com/a?b=c&d=e%20f">Verify Email</a>'],
    ['{##Verify\nEmail##} {####}', '<a href="https://example.com/a?b=c&d=e%20f">Verify\nEmail</a> 123456'],
    [
      '{##a##}{##b##}',
      '<a href="https://example.com/a?b=c&d=e%20f">a</a><a href="https://example.com/a?b=c&d=e%20f">b</a>',
    ],
    ['{country} {} {#} { username } {USERNAME} {{city}}', '{country} {} {#} { username } {USERNAME} {Łódź}'],
    ['{constructor} {to-string}', '{constructor} {to-string}'],
  ])('%j in HTML', (template, filled) => {
    expect(fillTemplate(template, values, 'html')).toBe(filled)
  })

  test.each([
    ['{username}', '<Ann> & "Bo"'],
    ['{##Verify Email##}', 'Verify Email https://example.com/a?b=c&d=e%20f'],
  ])('%j in plain text', (template, filled) => {
    expect(fillTemplate(template, values, 'text')).toBe(filled)
  })

  test('keeps a subject on one line', () => {
    expect(fillTemplate('For {username}', { username: 'Ann\r\nBcc: bo@example.com' }, 'subject')).toBe(
      'For Ann Bcc: bo@example.com',
    )
  })

  test('never looks for places inside values', () => {
    const tricky = { username: '{####} $& {##x##}', '####': '123456', link: 'https://example.com' }

    expect(fillTemplate('{username} {####}', tricky, 'text')).toBe('{####} $& {##x##} 123456')
  })

  test('has words instead of a link that cannot be made', () => {
    expect(fillTemplate('{##Verify Email##}', { link: '' }, 'html')).toBe('Verify Email')
    expect(fillTemplate('{##Verify Email##}', {}, 'html')).toBe('{##Verify Email##}')
  })

  test('has one-click links that no attribute is ended by, with or without quotes', () => {
    const url = 'https://example.com/?n=a b"c\'d>e<f`g&t=1%20\n'
    const filled = fillTemplate('<a href={one-click-link-valid}>', { 'one-click-link-valid': url }, 'html')

    expect(filled).toBe('<a href=https://example.com/?n=a%20b%22c%27d%3Ee%3Cf%60g&t=1%20%0A>')
  })
})
