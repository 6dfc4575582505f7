import { describe, expect, test } from 'vitest'
import { openConsole } from '../support/console.ts'
import { onTor, shop } from '../support/seeded.ts'

const ann = { userPoolId: shop.pool, clientId: shop.client, username: 'ann' }

/** Ann's sign-in was blocked and mailed. */
async function blocked() {
  const opened = await openConsole()
  const { body } = await opened.control('POST', '/sign-ins', { ...ann, password: 'Correct-Horse-1', context: onTor })
  return { ...opened, message: body.message }
}

describe('the inbox', () => {
  test('lists messages, and finds them', async () => {
    const { show } = await blocked()

    expect((await show('/inbox')).text).toContain('Blocked sign-in attempt')
    expect((await show('/inbox?q=ANN@')).text).toContain('Blocked sign-in attempt')
    expect((await show('/inbox?q=carl')).text).toContain('No message fits.')
  })

  test('picks links and codes out', async () => {
    const { show, call, message } = await blocked()
    await call('AdminResetUserPassword', { UserPoolId: shop.pool, Username: 'ann' })
    const [reset] = [...(await show('/inbox')).html.matchAll(/\/_emulator(\/inbox\/[\w-]{36})"/g)]

    const mail = await show(`/inbox/${message.id}`)
    const code = await show(reset![1]!)

    expect(mail.html).toContain(`href="${message.feedback.validUrl.replaceAll('&', '&amp;')}"`)
    expect(mail.html).toContain(`/events/${message.feedback.eventId}"`)
    expect(code.html).toMatch(/id="code">\s*\d{6}</)
  })

  test('shows HTML in a frame that may do nothing', async () => {
    const { show, message } = await blocked()
    const { html } = await show(`/inbox/${message.id}`)
    const frame = await show(`/inbox/${message.id}/html`)

    expect(html).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/)
    expect(frame.html).toContain('We stopped a sign-in')
    expect(frame.headers.get('content-security-policy')).toBe(
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    )
  })

  test('says whose messages it shows, and keeps to them while it is searched', async () => {
    const { show } = await blocked()

    const { text, html } = await show(`/inbox?pool=${shop.pool}&user=ann`)

    expect(text).toContain(`Only messages of ann in the pool ${shop.pool} are shown. Show all`)
    expect(html).toMatch(/<input type="hidden" name="user" value="ann"/)
    expect((await show('/inbox?user=ben')).text).toContain('No message fits. Show all')
  })

  test('has the source of a mail, and everything about it', async () => {
    const { show, message } = await blocked()

    const { text } = await show(`/inbox/${message.id}`)

    expect(text).toMatch(/HTML source <!DOCTYPE html>/)
    expect(text).toContain(`"eventId": "${message.feedback.eventId}"`)
  })

  test('is emptied', async () => {
    const { sendAndFollow, control } = await blocked()

    const { text } = await sendAndFollow('/inbox/clear', {})

    expect(text).toContain('Nothing has been sent to anybody.')
    expect((await control('GET', '/inbox')).body.messages).toEqual([])
  })

  test('has pages', async () => {
    const { show, call } = await openConsole()
    for (let i = 0; i < 31; i++) {
      await call('AdminCreateUser', {
        UserPoolId: shop.pool,
        Username: `user${i}`,
        UserAttributes: [{ Name: 'email', Value: `user${i}@example.com` }],
        DesiredDeliveryMediums: ['EMAIL'],
      })
    }
    const { html } = await show('/inbox')
    const older = /href="\/_emulator([^"]+)">\s*Older messages/.exec(html)![1]!.replaceAll('&amp;', '&')

    expect(html.length).toBeLessThan(50_000)
    expect((await show(older)).text).toContain('user0@example.com')
    expect((await show(older)).text).not.toContain('user1@example.com')
  })
})

describe('the requests', () => {
  test('are listed with the reason', async () => {
    const { show } = await blocked()

    const { text } = await show('/requests')

    expect(text).toContain('400 InitiateAuth')
    expect(text).toContain('NotAuthorizedException: Unable to login because of security reasons.')
    expect((await show('/requests?failed=false')).text).toContain('No request fits.')
    expect((await show('/requests?operation=SignUp')).text).toContain('No request fits.')
    expect((await show('/requests?q=initiateauth')).text).toContain('400 InitiateAuth')
    expect((await show('/requests?q=SignUp')).text).toContain('No request fits.')
  })

  test('tell of pool and user, those of sign-ins too', async () => {
    const { show } = await blocked()

    expect((await show('/requests')).text).toContain(`InitiateAuth ann · ${shop.pool}`)
    expect((await show(`/requests?pool=${shop.pool}&user=ann`)).text).toContain('400 InitiateAuth')
    expect((await show(`/requests?pool=${shop.pool}&user=ben`)).text).toContain('No request fits.')
  })

  test('lead to no user and no pool that is not there', async () => {
    const { show, control } = await openConsole()
    await control('POST', '/calls/AdminGetUser', { UserPoolId: shop.pool, Username: 'nobody' })
    await control('POST', '/calls/AdminGetUser', { UserPoolId: 'us-east-1_Nowhere00', Username: 'ann' })
    const { body } = await control('GET', '/requests')

    const [elsewhere, nobody] = await Promise.all(
      body.requests.map(({ id }: { id: string }) => show(`/requests/${id}`)),
    )

    expect(nobody.html).toMatch(/<dt>Pool<\/dt><dd><a [^>]+>shop<\/a><\/dd><dt>User<\/dt><dd>nobody<\/dd>/)
    expect(elsewhere.html).toMatch(/<dt>Pool<\/dt><dd>us-east-1_Nowhere00<\/dd><dt>User<\/dt><dd>ann<\/dd>/)
  })

  test('open to what was sent and answered, without secrets', async () => {
    const { show, control } = await blocked()
    const { body } = await control('GET', '/requests')

    const { text, html } = await show(`/requests/${body.requests[0].id}`)

    expect(text).toContain('Risk High')
    expect(text).toContain('"AuthFlow": "USER_PASSWORD_AUTH"')
    expect(text).not.toContain('Correct-Horse-1')
    expect(text).toContain('The auth event that it wrote')
    expect(html).toMatch(/\/_emulator\/inbox\/[\w-]{36}">Blocked sign-in attempt/)
    expect(html).toMatch(/<dt>Pool<\/dt><dd><a [^>]+>shop<\/a><\/dd><dt>User<\/dt><dd><a [^>]+>ann<\/a>/)
    expect((await show('/requests/none')).status).toBe(404)
  })
})

describe('clock and faults', () => {
  test('moves, sets, stops and starts the clock', async () => {
    const { send, clock } = await openConsole()

    await send('/clock', { to: '2026-05-01T10:30:00' })
    expect(new Date(clock.now()).toISOString()).toBe('2026-05-01T10:30:00.000Z')
    await send('/clock', { frozen: 'no' })
    expect(clock.frozen).toBe(false)
    await send('/clock', { frozen: 'yes' })
    expect(clock.frozen).toBe(true)
  })

  test('sets faults that an operation declares, and clears them', async () => {
    const { show, sendAndFollow, call } = await openConsole()
    const error = 'UserNotFoundException'

    expect((await show('/clock?operation=AdminGetUser')).html).toContain(`<option value="${error}"`)
    const { text } = await sendAndFollow('/clock/faults', { operation: 'AdminGetUser', error, times: '2' })
    expect(text).toContain('fails with UserNotFoundException, 2 times')
    await expect(call('AdminGetUser', { UserPoolId: shop.pool, Username: 'ann' })).rejects.toMatchObject({
      name: error,
    })
    await sendAndFollow('/clock/faults/clear', {})
    expect((await call('AdminGetUser', { UserPoolId: shop.pool, Username: 'ann' })).Username).toBe('ann')
    expect((await sendAndFollow('/clock/faults', { operation: 'AdminGetUser' })).text).toContain('A fault needs')
  })

  test('clears the faults of one operation', async () => {
    const { sendAndFollow, core } = await openConsole()
    await sendAndFollow('/clock/faults', { operation: 'AdminGetUser', error: 'UserNotFoundException', times: '1' })
    await sendAndFollow('/clock/faults', { operation: 'Token_POST', error: 'server_error', times: '1' })

    const { text } = await sendAndFollow('/clock/faults/clear', { operation: 'AdminGetUser' })

    expect(text).toContain('AdminGetUser has no fault any more.')
    expect(core.kernel.faults.all.map(({ operation }) => operation)).toEqual(['Token_POST'])
  })

  test('sets faults of endpoints, too', async () => {
    const { show, sendAndFollow, core } = await openConsole()
    const error = 'temporarily_unavailable'

    const { html } = await show('/clock?operation=Token_POST')
    expect(html).toMatch(/<optgroup label="Pages and endpoints of domains">.*<option value="Token_POST" selected=""/s)
    expect(html).toContain(`<option value="${error}"`)
    await sendAndFollow('/clock/faults', { operation: 'Token_POST', error, times: '1' })
    expect(core.kernel.faults.all).toEqual([{ operation: 'Token_POST', error, times: 1 }])
  })

  test('goes back to the seeds, or to nothing', async () => {
    const { sendAndFollow, call, control } = await openConsole()
    await call('CreateUserPool', { PoolName: 'other' })

    await sendAndFollow('/clock/reset', { seed: 'yes' })
    expect((await control('GET', '/pools')).body.pools.map(({ name }: { name: string }) => name)).toEqual(['shop'])
    expect((await sendAndFollow('/clock/reset', { seed: 'no' })).text).toContain('There is no user pool here yet.')
  })
})
