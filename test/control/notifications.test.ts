import { expect, test } from 'vitest'
import { openShop, shop } from '../support/seeded.ts'

const path = `/pools/${shop.pool}/notification-preview`

test('a notification is filled with an example, and not sent', async () => {
  const { control } = await openShop()

  const { body } = await control('POST', path, {
    name: 'BlockEmail',
    email: { Subject: 'Dear {username}', HtmlBody: '<p>{city}: {one-click-link-valid}</p>', TextBody: '{device-name}' },
  })

  expect(body).toEqual({
    subject: 'Dear ann',
    html: '<p>Lagos: http://shop.localhost:4590/eventFeedback?feedback_value=valid</p>',
    text: 'Chrome Mobile 140, Android 10',
  })
  expect((await control('GET', '/inbox')).body.messages).toEqual([])
})

test('without words of its own it has the default ones', async () => {
  const { control } = await openShop()

  const { body } = await control('POST', path, { name: 'MfaEmail' })

  expect(body.subject).toBe('New sign-in attempt')
  expect((await control('POST', path, { name: 'OtherEmail' })).status).toBe(400)
})
