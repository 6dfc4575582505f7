import { describe, expect, test } from 'vitest'
import { broken, failureOf } from '../support/broken-functions.ts'
import { attributes, attributesOf, confirmedUser, type Place, type PlaceOptions, place } from '../support/people.ts'

async function withAlice(options?: PlaceOptions, values?: Record<string, string>): Promise<Place> {
  const shop = await place(options)
  await confirmedUser(shop, 'alice', values)
  return shop
}

function update(shop: Place, values: Record<string, string>, Username = 'alice') {
  return shop.call('AdminUpdateUserAttributes', {
    UserPoolId: shop.poolId,
    Username,
    UserAttributes: attributes(values),
  })
}

describe('AdminUpdateUserAttributes', () => {
  test('writes, replaces and, with an empty value, deletes', async () => {
    const shop = await withAlice({ pool: { Schema: [{ Name: 'plan', AttributeDataType: 'String' }] } })
    shop.clock.advance({ minutes: 1 })

    expect(await update(shop, { nickname: 'al', 'custom:plan': 'gold' })).toEqual({})
    await update(shop, { nickname: '', 'custom:plan': 'silver' })

    expect(await attributesOf(shop, 'alice')).toEqual({
      email: 'alice@example.com',
      email_verified: 'true',
      'custom:plan': 'silver',
    })
    const user = await shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username: 'alice' })
    expect(user.UserLastModifiedDate).toEqual(new Date(shop.clock.now()))
  })

  test('unverifies a new address and sends a code to it', async () => {
    const shop = await withAlice()

    await update(shop, { email: 'new@example.com' })

    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'new@example.com', email_verified: 'false' })
    expect(shop.inbox()).toMatchObject([{ kind: 'UpdateUserAttribute', to: 'new@example.com' }])
  })

  test('sends nothing where the flag comes along, the pool verifies nothing, or the value is the same', async () => {
    const shop = await withAlice()
    await update(shop, { email: 'alice@example.com' })
    expect(await attributesOf(shop, 'alice')).toMatchObject({ email_verified: 'true' })
    await update(shop, { email: 'new@example.com', email_verified: 'True' })
    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'new@example.com', email_verified: 'true' })
    await update(shop, { phone_number: '+15555550134' })
    expect(await attributesOf(shop, 'alice')).toMatchObject({ phone_number_verified: 'false' })

    expect(shop.inbox()).toEqual([])
  })

  test('deletes the flag with the address', async () => {
    const shop = await withAlice()

    await update(shop, { email: '' })

    expect(await attributesOf(shop, 'alice')).toEqual({})
  })

  test.each([
    [{ email: 'nonsense' }, 'Invalid email address format.'],
    [{ sub: 'mine' }, 'Cannot modify the non-mutable attribute sub'],
    [{ 'custom:fixed': 'b' }, 'user.custom:fixed: Attribute cannot be updated.\n'],
    [{ 'custom:fixed': '' }, 'user.custom:fixed: Attribute cannot be updated.\n'],
    [
      { 'custom:none': 'b', role: 'x', birthdate: '1990' },
      'user.custom:none: Attribute does not exist in the schema.\nuser.role: Attribute does not exist in the schema.\nuser.birthdate: String must be no shorter than 10 characters\n',
    ],
    [{ name: '' }, 'user.name: Required attribute cannot be deleted.\n'],
    [{ phone_number_verified: 'true' }, 'phone_number is required when phone_number_verified is true.'],
  ])('refuses %j', async (values, message) => {
    const shop = await withAlice(
      {
        pool: {
          Schema: [
            { Name: 'fixed', AttributeDataType: 'String', Mutable: false },
            { Name: 'name', Required: true },
          ],
        },
      },
      { 'custom:fixed': 'a', name: 'Alice' },
    )

    await expect(update(shop, values as unknown as Record<string, string>)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    })
    expect(await attributesOf(shop, 'alice')).toEqual({ 'custom:fixed': 'a', name: 'Alice' })
  })

  describe('with aliases', () => {
    const aliases: PlaceOptions = { pool: { AliasAttributes: ['email', 'preferred_username'] } }
    const taken = (attribute: string) => ({
      name: 'AliasExistsException',
      message: `An account with the given ${attribute} already exists.`,
    })

    test('refuses a value that somebody has verified, flag or no flag', async () => {
      const shop = await withAlice(aliases)
      await confirmedUser(shop, 'bob', {})

      await expect(update(shop, { email: 'alice@example.com' }, 'bob')).rejects.toMatchObject(taken('email'))
      const claimed = { email: 'alice@example.com', email_verified: 'true' }
      await expect(update(shop, claimed, 'bob')).rejects.toMatchObject(taken('email'))
    })

    test('refuses a preferred username in use', async () => {
      const shop = await withAlice(aliases, { preferred_username: 'al' })
      await confirmedUser(shop, 'bob', {})

      await expect(update(shop, { preferred_username: 'al' }, 'bob')).rejects.toMatchObject(taken('preferred_username'))
    })

    test('makes the user known by the new name and unknown by the old one', async () => {
      const shop = await withAlice(aliases)
      const find = (Username: string) => shop.call('AdminGetUser', { UserPoolId: shop.poolId, Username })

      await update(shop, { email: 'new@example.com', email_verified: 'true' })

      await expect(find('new@example.com')).resolves.toMatchObject({ Username: 'alice' })
      await expect(find('alice@example.com')).rejects.toMatchObject({ name: 'UserNotFoundException' })
    })
  })

  test("refuses an address that is another user's username", async () => {
    const shop = await place({ pool: { UsernameAttributes: ['email'] } })
    for (const name of ['alice@example.com', 'bob@example.com']) await confirmedUser(shop, name, {})

    await expect(update(shop, { email: 'alice@example.com' }, 'bob@example.com')).rejects.toMatchObject({
      name: 'AliasExistsException',
      message: 'An account with the given email already exists.',
    })
  })

  test('keeps the old address until the new one is verified, where the pool wants that', async () => {
    const shop = await withAlice({
      pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
    })

    await update(shop, { email: 'new@example.com' })
    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'alice@example.com', email_verified: 'true' })
    expect(shop.inbox()).toMatchObject([{ to: 'new@example.com' }])

    await update(shop, { email: 'new@example.com', email_verified: 'true' })
    expect(await attributesOf(shop, 'alice')).toEqual({ email: 'new@example.com', email_verified: 'true' })
  })

  test('refuses unknown users and pools', async () => {
    const shop = await place()

    await expect(update(shop, { nickname: 'x' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    })
    const elsewhere = { UserPoolId: 'us-east-1_nowhere00', Username: 'x', UserAttributes: [] }
    await expect(shop.call('AdminUpdateUserAttributes', elsewhere)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test.each(['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'] as const)(
    'passes on that the function CustomMessage failed: %s',
    async (error) => {
      const shop = await place(broken('CustomMessage', error))
      await confirmedUser(shop, 'alice')

      await expect(update(shop, { email: 'new@example.com' })).rejects.toSatisfy(failureOf('CustomMessage', error))
    },
  )
})
