import { describe, expect, test } from 'vitest'
import { openConsole } from '../support/console.ts'
import { shop } from '../support/seeded.ts'

const page = `/pools/${shop.pool}/risk`
const sourceArn = 'arn:aws:ses:us-east-1:123456789012:identity/shop@example.com'

/** The fields of the form as they stand in the page. */
function fieldsOf(html: string): Record<string, string> {
  const form = /<form [^>]*data-shows="mail-preview".*?<\/form>/s.exec(html)![0]
  const inputs = [...form.matchAll(/<input [^>]*?name="([^"]+)"(?: type="checkbox")?[^>]*?>/g)]
    .filter(([tag]) => !tag.includes('type="checkbox"') || /\schecked/.test(tag))
    .map(([tag, name]) => [name!, / value="([^"]*)"/.exec(tag)?.[1] ?? ''])
  const lists = [...form.matchAll(/<select [^>]*?name="([^"]+)"[^>]*>.*?<\/select>/gs)].map(([list, name]) => [
    name!,
    /<option value="([^"]*)" selected/.exec(list)?.[1] ?? '',
  ])
  const texts = [...form.matchAll(/<textarea [^>]*?name="([^"]+)"[^>]*>(.*?)<\/textarea>/gs)].map(([, name, text]) => [
    name!,
    plain(text!).replace('\n', ''),
  ])
  return Object.fromEntries([...inputs, ...lists, ...texts]) as Record<string, string>
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

describe('the editor of risk configurations', () => {
  test('stores what it shows without changing it', async () => {
    const { show, sendAndFollow, call } = await openConsole()
    const present = async () => {
      const { RiskConfiguration } = await call('DescribeRiskConfiguration', { UserPoolId: shop.pool })
      return { ...RiskConfiguration, LastModifiedDate: undefined }
    }
    const before = await present()
    const { token: _, ...fields } = fieldsOf((await show(page)).html)

    await sendAndFollow(page, fields)

    expect(await present()).toEqual(before)
  })

  test('sets actions, words, filters and lists', async () => {
    const { sendAndFollow, call } = await openConsole()

    await sendAndFollow(page, {
      ...{ 'action-Low': 'NO_ACTION', 'action-High': 'MFA_REQUIRED', 'notify-High': 'yes' },
      ...{ source: sourceArn, from: 'shop@example.com', reply: 'help@example.com' },
      ...{ 'BlockEmail-subject': 'No', 'BlockEmail-html': '<b>No</b>', 'BlockEmail-text': 'Line\r\nline' },
      ...{ compromised: 'NO_ACTION', filter: 'SIGN_IN' },
      ...{ blocked: '203.0.113.0/24\n2001:db8::/32', skipped: '' },
    })

    const { RiskConfiguration } = await call('DescribeRiskConfiguration', { UserPoolId: shop.pool })
    expect(RiskConfiguration).toMatchObject({
      AccountTakeoverRiskConfiguration: {
        Actions: {
          LowAction: { Notify: false, EventAction: 'NO_ACTION' },
          HighAction: { Notify: true, EventAction: 'MFA_REQUIRED' },
        },
        NotifyConfiguration: {
          SourceArn: sourceArn,
          From: 'shop@example.com',
          ReplyTo: 'help@example.com',
          BlockEmail: { Subject: 'No', HtmlBody: '<b>No</b>', TextBody: 'Line\nline' },
        },
      },
      CompromisedCredentialsRiskConfiguration: { EventFilter: ['SIGN_IN'], Actions: { EventAction: 'NO_ACTION' } },
      RiskExceptionConfiguration: { BlockedIPRangeList: ['203.0.113.0/24', '2001:db8::/32'] },
    })
    expect(RiskConfiguration?.AccountTakeoverRiskConfiguration?.Actions?.MediumAction).toBeUndefined()
  })

  test('keeps what was typed where it is refused', async () => {
    const { send } = await openConsole()

    const { status, text, html } = await send(page, { 'action-High': 'BLOCK', blocked: 'not a range' })

    expect(status).toBe(400)
    expect(text).toContain('Incorrect CIDR format')
    expect(fieldsOf(html)).toMatchObject({ 'action-High': 'BLOCK', blocked: 'not\na\nrange' })
  })

  test('gives a client a configuration of its own and takes it back', async () => {
    const { show, sendAndFollow, call } = await openConsole()
    const own = { UserPoolId: shop.pool, ClientId: shop.client }
    const actions = async () =>
      (await call('DescribeRiskConfiguration', own)).RiskConfiguration?.AccountTakeoverRiskConfiguration?.Actions

    expect((await show(`${page}?client=${shop.client}`)).text).toContain('no configuration of its own')
    await sendAndFollow(page, { client: shop.client, 'action-Low': 'BLOCK' })
    expect(await actions()).toEqual({ LowAction: { Notify: false, EventAction: 'BLOCK' } })
    await sendAndFollow(`${page}/reset`, { client: shop.client })
    expect(await actions()).toBeUndefined()
  })

  test('sets the usual one with one click', async () => {
    const { sendAndFollow, control } = await openConsole()
    await sendAndFollow(`${page}/reset`, {})

    const { text } = await sendAndFollow(`${page}/reset`, { usual: 'yes' })

    expect(text).toContain('The usual configuration is set.')
    const { body } = await control('POST', '/calls/DescribeRiskConfiguration', { UserPoolId: shop.pool })
    expect(body.RiskConfiguration.AccountTakeoverRiskConfiguration.Actions.HighAction.EventAction).toBe('BLOCK')
  })

  test('shows how mails read with an example in their places', async () => {
    const { send, show, control } = await openConsole()
    const fields = {
      ...{ source: sourceArn, 'BlockEmail-subject': 'Dear {username}' },
      ...{ 'BlockEmail-html': '<p>{city}</p><script>alert(1)</script>', 'BlockEmail-text': 'From {ip-address}' },
    }

    const { text, html } = await send(`${page}/preview`, fields)

    expect(text).toContain('BlockEmail: Dear ann')
    expect(text).toContain('From 203.0.113.9')
    const frame = await show(/src="\/_emulator(\/previews\/\w+)"/.exec(html)![1]!)
    expect(frame.html).toContain('<p>Lagos</p>')
    expect(frame.headers.get('content-security-policy')).toContain('sandbox')
    expect(frame.headers.get('content-security-policy')).not.toContain('allow-scripts')
    expect((await control('GET', '/inbox')).body.messages).toEqual([])
  })

  test('says what a pool without threat protection lacks', async () => {
    const { show, call } = await openConsole()
    const { UserPool } = await call('CreateUserPool', { PoolName: 'bare', UserPoolTier: 'ESSENTIALS' })

    expect((await show(`/pools/${UserPool!.Id}/risk`)).text).toContain('Switch it on')
    expect((await show(`/pools/${UserPool!.Id}/replay`)).text).toContain('Switch it on')
  })
})
