import { describe, expect, test } from 'vitest'
import { type NotificationFacts, notificationMail } from '../../../src/domain/messages/notification-texts.ts'

const facts: NotificationFacts = {
  username: 'alice',
  ipAddress: '203.0.113.7',
  city: 'Lagos',
  country: 'Nigeria',
  at: Date.UTC(2024, 6, 17, 17, 25, 55),
  deviceName: 'Chrome 126, Windows 10',
  eventId: '0c1d2e3f-0000-4000-8000-000000000000',
  feedbackToken: 'eyJhbGciOiJkaXIifQ..a.b.c',
  validUrl: 'https://shop.example.com/eventFeedback?event_id=1&feedback_value=valid',
  invalidUrl: 'https://shop.example.com/eventFeedback?event_id=1&feedback_value=invalid',
}

describe('the default notifications', () => {
  test.each([
    ['BlockEmail', 'Blocked sign-in attempt'],
    ['MfaEmail', 'New sign-in attempt'],
    ['NoActionEmail', 'New sign-in attempt'],
  ] as const)('%s says what happened and how to answer', (name, subject) => {
    const mail = notificationMail(name, undefined, facts)

    expect(mail.subject).toBe(subject)
    for (const body of [mail.html, mail.text]) {
      expect(body).toContain('Wed Jul 17 17:25:55 UTC 2024')
      expect(body).toContain('Chrome 126, Windows 10')
      expect(body).toContain('Lagos, Nigeria')
      expect(body).toContain(facts.validUrl)
      expect(body).toContain(facts.invalidUrl)
      expect(body).not.toMatch(/[{}]/)
    }
    expect(mail.html).toContain(`<a href=${facts.invalidUrl}>this link</a>`)
    expect(mail.html).toContain('<meta charset="utf-8">')
  })

  test('open with different words', () => {
    const openings = (['BlockEmail', 'MfaEmail', 'NoActionEmail'] as const).map(
      (name) => notificationMail(name, undefined, facts).text.split('\n')[0],
    )

    expect(new Set(openings).size).toBe(3)
  })

  test('cope with what is not known', () => {
    const { username, ipAddress, at, eventId, feedbackToken } = facts
    const mail = notificationMail('BlockEmail', undefined, { username, ipAddress, at, eventId, feedbackToken })

    expect(mail.text).toContain('Location: Unknown, Unknown')
    expect(mail.text).toContain('Device: Unknown')
    expect(mail.html).toContain('<a href=>this link</a>')
  })
})

describe('configured notifications', () => {
  test('can use every place', () => {
    const body =
      '{username}|{ip-address}|{city}|{country}|{login-time}|{device-name}|{event-id}|{feedback-token}|{one-click-link-valid}|{one-click-link-invalid}'
    const filled =
      'alice|203.0.113.7|Lagos|Nigeria|Wed Jul 17 17:25:55 UTC 2024|Chrome 126, Windows 10|' +
      `${facts.eventId}|${facts.feedbackToken}|${facts.validUrl}|${facts.invalidUrl}`

    expect(
      notificationMail('MfaEmail', { Subject: 'Hello {username}', HtmlBody: body, TextBody: body }, facts),
    ).toEqual({
      subject: 'Hello alice',
      html: filled,
      text: filled,
    })
  })

  test('with a subject only keep the default bodies', () => {
    const mail = notificationMail('MfaEmail', { Subject: 'Look' }, facts)

    expect(mail).toEqual({ ...notificationMail('MfaEmail', undefined, facts), subject: 'Look' })
  })

  test('with plain text only have no HTML', () => {
    expect(notificationMail('MfaEmail', { Subject: 'Look', TextBody: 'It was {city}.' }, facts)).toEqual({
      subject: 'Look',
      html: null,
      text: 'It was Lagos.',
    })
  })

  test('with HTML only have its words as plain text, links included', () => {
    const HtmlBody =
      '<html><head><title>x</title></head><p>From <b>{city}</b> &amp; {country}</p>Not you? <a class="b" href={one-click-link-invalid}>Tell us</a></html>'
    const mail = notificationMail('MfaEmail', { Subject: 'Look', HtmlBody }, facts)

    expect(mail.text).toBe(`From Lagos & Nigeria\nNot you? Tell us ${facts.invalidUrl}`)
  })

  test('escape values in HTML, not in plain text', () => {
    const odd = { ...facts, username: '<script>alert(1)</script>' }
    const mail = notificationMail('MfaEmail', { Subject: 'S', HtmlBody: '{username}', TextBody: '{username}' }, odd)

    expect(mail.html).toBe('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(mail.text).toBe('<script>alert(1)</script>')
  })
})
