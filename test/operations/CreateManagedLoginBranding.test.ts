import { describe, expect, test } from 'vitest'
import { logo, placeWithStyle, Settings } from '../support/branding.ts'
import { testNow } from '../support/emulator.ts'
import { place } from '../support/people.ts'
import { invalid, noSuchPool, refusal, unknownPool } from '../support/refusals.ts'

describe('CreateManagedLoginBranding', () => {
  test('gives a client a style with settings and assets', async () => {
    const { style, poolId } = await placeWithStyle()

    expect(style).toEqual({
      ManagedLoginBrandingId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      UserPoolId: poolId,
      UseCognitoProvidedValues: false,
      Settings,
      Assets: [{ ...logo, Bytes: Buffer.from([1, 2, 3]), ResourceId: expect.any(String) }],
      CreationDate: new Date(testNow),
      LastModifiedDate: new Date(testNow),
    })
  })

  test('gives a client the style of the service', async () => {
    const { call, poolId, clientId } = await place()

    const { ManagedLoginBranding } = await call('CreateManagedLoginBranding', {
      UserPoolId: poolId,
      ClientId: clientId,
      UseCognitoProvidedValues: true,
      Assets: [logo],
    })

    expect(ManagedLoginBranding).toMatchObject({ UseCognitoProvidedValues: true, Assets: [{ Category: 'FORM_LOGO' }] })
    expect(ManagedLoginBranding!.Settings).toBeUndefined()
  })

  test('refuses both values and none', async () => {
    const { call, poolId, clientId } = await place()
    const create = (style: object) =>
      call('CreateManagedLoginBranding', { UserPoolId: poolId, ClientId: clientId, ...style })
    const eitherOr = invalid('useCognitoProvidedValues or settings should be specified (but not both)')

    await expect(create({ UseCognitoProvidedValues: true, Settings })).rejects.toMatchObject(eitherOr)
    await expect(create({})).rejects.toMatchObject(eitherOr)
  })

  test('refuses an icon where a picture belongs', async () => {
    const { call, poolId, clientId } = await place()
    const Assets = [{ ...logo, Extension: 'ICO' as const }]

    await expect(
      call('CreateManagedLoginBranding', { UserPoolId: poolId, ClientId: clientId, Settings, Assets }),
    ).rejects.toMatchObject(
      invalid(
        'Invalid assets provided. Validation errors: [{category: FORM_LOGO, extension: ICO, colorMode: LIGHT, errorMessage: Invalid extension}]',
      ),
    )
  })

  test('refuses a second style of a client', async () => {
    const { call, poolId, clientId } = await placeWithStyle()

    await expect(
      call('CreateManagedLoginBranding', { UserPoolId: poolId, ClientId: clientId, Settings }),
    ).rejects.toMatchObject(
      refusal('ManagedLoginBrandingExistsException', 'Managed login branding already exists for the client.'),
    )
  })

  test('refuses the 21st style of a pool, and more than 2 MB', async () => {
    const { call, poolId, clientId } = await place()
    const create = (ClientId: string, Assets = [logo]) =>
      call('CreateManagedLoginBranding', { UserPoolId: poolId, ClientId, UseCognitoProvidedValues: true, Assets })
    const large = { ...logo, Bytes: new Uint8Array(1_000_000) }

    await expect(create(clientId, [large, large, large])).rejects.toMatchObject(
      invalid('The size of the request exceeds 2 MB.'),
    )
    for (let i = 0; i < 20; i++) {
      const { UserPoolClient } = await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: `app ${i}` })
      await create(UserPoolClient!.ClientId!)
    }
    await expect(create(clientId)).rejects.toMatchObject(
      refusal('LimitExceededException', 'Managed login branding limit exceeded.'),
    )
  })

  test('refuses an unknown client and an unknown pool', async () => {
    const { call, poolId, clientId } = await place()
    const create = (UserPoolId: string, ClientId: string) =>
      call('CreateManagedLoginBranding', { UserPoolId, ClientId, Settings })

    await expect(create(poolId, 'nobody')).rejects.toMatchObject(
      refusal('ResourceNotFoundException', 'User pool client nobody does not exist.'),
    )
    await expect(create(unknownPool, clientId)).rejects.toMatchObject(noSuchPool)
  })
})
