import { describe, expect, test } from 'vitest'
import { postAuthentication, preAuthentication } from '../../../src/domain/triggers/authentication.ts'
import { awsSdkVersion } from '../../../src/domain/triggers/call.ts'
import {
  createAuthChallenge,
  defineAuthChallenge,
  verifyAuthChallengeResponse,
} from '../../../src/domain/triggers/custom-auth.ts'
import { inboundFederation } from '../../../src/domain/triggers/inbound-federation.ts'
import { postConfirmation } from '../../../src/domain/triggers/post-confirmation.ts'
import { preSignUp } from '../../../src/domain/triggers/pre-sign-up.ts'
import { preTokenGeneration } from '../../../src/domain/triggers/pre-token-generation.ts'
import { userMigration } from '../../../src/domain/triggers/user-migration.ts'
import { functionArn, recording, triggerWorld } from '../../support/triggers.ts'

const email = new Map([['email', 'bob@example.com']])

describe('the event of a trigger', () => {
  test('PreSignUp gets the attributes as given, and null for validation data that is not there', async () => {
    const PreSignUp = recording({ autoConfirmUser: true, autoVerifyEmail: true })
    const { flow, pool, client } = await triggerWorld({ triggers: { PreSignUp } })
    PreSignUp.events.length = 0

    const answer = await preSignUp(flow, pool, {
      source: 'SignUp',
      userName: 'bob',
      attributes: email,
      clientId: client.id,
      clientMetadata: { from: 'web' },
    })

    expect(answer).toEqual({ autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false })
    expect(PreSignUp.events).toEqual([
      {
        version: '1',
        region: 'us-east-1',
        userPoolId: pool.id,
        userName: 'bob',
        callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.id },
        triggerSource: 'PreSignUp_SignUp',
        request: {
          userAttributes: { email: 'bob@example.com' },
          validationData: null,
          clientMetadata: { from: 'web' },
        },
        response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
      },
    ])
  })

  test('users of identity providers come to PreSignUp with empty aliases and validation data', async () => {
    const PreSignUp = recording({})
    const { flow, pool: people, client } = await triggerWorld({ triggers: { PreSignUp } })
    PreSignUp.events.length = 0

    const attributes = new Map([['email', 'Bob@Example.com']])
    const user = { source: 'ExternalProvider' as const, userName: 'Google_aBc', attributes, clientId: client.id }
    await preSignUp(flow, people, user)

    expect(PreSignUp.events).toMatchObject([
      {
        userName: 'Google_aBc',
        request: {
          userAttributes: { 'cognito:email_alias': '', 'cognito:phone_number_alias': '', email: 'Bob@Example.com' },
          validationData: {},
        },
      },
    ])
  })

  test('operations of administrators have no client, and confirm nobody', async () => {
    const PreSignUp = recording({ autoConfirmUser: true, autoVerifyEmail: true })
    const { flow, pool } = await triggerWorld({ triggers: { PreSignUp } })
    PreSignUp.events.length = 0

    const answer = await preSignUp(flow, pool, { source: 'AdminCreateUser', userName: 'bob', attributes: email })

    expect(answer).toEqual({ autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false })
    expect(PreSignUp.events[0]?.callerContext.clientId).toBe('CLIENT_ID_NOT_APPLICABLE')
  })

  test('PostConfirmation gets all attributes of the user and the status', async () => {
    const PostConfirmation = recording()
    const { flow, pool, client, user } = await triggerWorld({ triggers: { PostConfirmation } })

    await postConfirmation(flow, pool, { source: 'ConfirmSignUp', user, clientId: client.id })

    expect(PostConfirmation.events[0]).toMatchObject({
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      userName: 'alice',
      request: {
        userAttributes: {
          sub: user.sub,
          'cognito:user_status': 'FORCE_CHANGE_PASSWORD',
          email: 'alice@example.com',
        },
      },
      response: {},
    })
  })

  test('a user who signs in by address shows it as an alias', async () => {
    const PostConfirmation = recording()
    const { flow, pool, user } = await triggerWorld({ triggers: { PostConfirmation } }, { AliasAttributes: ['email'] })

    await postConfirmation(flow, pool, { source: 'ConfirmSignUp', user })

    expect(PostConfirmation.events[0]?.request['userAttributes']).toHaveProperty(
      'cognito:email_alias',
      'alice@example.com',
    )
  })

  test('PreAuthentication gets the metadata of InitiateAuth as validation data', async () => {
    const PreAuthentication = recording()
    const { flow, pool, client, user } = await triggerWorld({ triggers: { PreAuthentication } })

    await preAuthentication(flow, pool, { client, username: 'Alice', user, validationData: { ip: '::1' } })

    expect(PreAuthentication.events[0]).toMatchObject({
      triggerSource: 'PreAuthentication_Authentication',
      userName: 'alice',
      request: { userAttributes: { sub: user.sub }, validationData: { ip: '::1' } },
    })
    expect(PreAuthentication.events[0]?.request).not.toHaveProperty('clientMetadata')
    expect(PreAuthentication.events[0]?.request).not.toHaveProperty('userNotFound')
  })

  test('PreAuthentication hears of nobody where existence is hidden', async () => {
    const PreAuthentication = recording()
    const { flow, pool, client } = await triggerWorld({ triggers: { PreAuthentication } })
    const hiding = { ...client, settings: { ...client.settings, PreventUserExistenceErrors: 'ENABLED' as const } }

    await preAuthentication(flow, pool, { client: hiding, username: 'nobody', user: undefined })

    expect(PreAuthentication.events[0]).toMatchObject({
      userName: 'nobody',
      request: { userAttributes: {}, validationData: null, userNotFound: true },
    })
  })

  test('PostAuthentication hears whether the device is new', async () => {
    const PostAuthentication = recording()
    const { flow, pool, client, user } = await triggerWorld({ triggers: { PostAuthentication } })

    await postAuthentication(flow, pool, { client, user, newDeviceUsed: true, clientMetadata: { a: 'b' } })

    expect(PostAuthentication.events[0]).toMatchObject({
      triggerSource: 'PostAuthentication_Authentication',
      request: { newDeviceUsed: true, clientMetadata: { a: 'b' } },
    })
  })

  test('the three functions of a custom sign-in get session, challenge and answer', async () => {
    const DefineAuthChallenge = recording({ challengeName: 'CUSTOM_CHALLENGE' })
    const CreateAuthChallenge = recording({
      publicChallengeParameters: { captchaUrl: 'https://example.com/1' },
      privateChallengeParameters: { answer: '5' },
      challengeMetadata: 'CAPTCHA',
    })
    const VerifyAuthChallengeResponse = recording({ answerCorrect: true })
    const { flow, pool, client, user } = await triggerWorld({
      triggers: { DefineAuthChallenge, CreateAuthChallenge, VerifyAuthChallengeResponse },
    })
    const signIn = { client, username: 'alice', user, session: [{ challengeName: 'SRP_A', challengeResult: true }] }
    const session = [{ challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null }]

    expect(await defineAuthChallenge(flow, pool, signIn)).toEqual({ challengeName: 'CUSTOM_CHALLENGE' })
    const challenge = await createAuthChallenge(flow, pool, signIn, 'CUSTOM_CHALLENGE')
    const { privateChallengeParameters } = challenge
    const given = { privateChallengeParameters, challengeAnswer: '5' }
    expect(await verifyAuthChallengeResponse(flow, pool, signIn, given)).toBe(true)

    expect(challenge).toEqual({
      publicChallengeParameters: new Map([['captchaUrl', 'https://example.com/1']]),
      privateChallengeParameters: new Map([['answer', '5']]),
      challengeMetadata: 'CAPTCHA',
    })
    expect(DefineAuthChallenge.events[0]).toMatchObject({
      triggerSource: 'DefineAuthChallenge_Authentication',
      request: { session, userNotFound: false },
      response: { challengeName: null, issueTokens: null, failAuthentication: null },
    })
    expect(CreateAuthChallenge.events[0]).toMatchObject({
      triggerSource: 'CreateAuthChallenge_Authentication',
      request: { challengeName: 'CUSTOM_CHALLENGE', session },
      response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
    })
    expect(VerifyAuthChallengeResponse.events[0]).toMatchObject({
      triggerSource: 'VerifyAuthChallengeResponse_Authentication',
      request: { privateChallengeParameters: { answer: '5' }, challengeAnswer: '5' },
      response: { answerCorrect: null },
    })
  })

  test('UserMigration gets the password, and its user comes back', async () => {
    const UserMigration = recording({
      userAttributes: { email: 'bob@example.com', email_verified: 'true' },
      finalUserStatus: 'CONFIRMED',
      messageAction: 'SUPPRESS',
    })
    const { flow, pool, client } = await triggerWorld({ triggers: { UserMigration } })

    const migrated = await userMigration(flow, pool, {
      source: 'Authentication',
      userName: 'bob',
      clientId: client.id,
      password: 'Old-Pa55',
    })

    expect(migrated).toEqual({
      attributes: new Map([
        ['email', 'bob@example.com'],
        ['email_verified', 'true'],
      ]),
      finalUserStatus: 'CONFIRMED',
      suppressMessage: true,
      desiredDeliveryMediums: ['SMS'],
      enableSMSMFA: false,
      forceAliasCreation: false,
    })
    expect(UserMigration.events[0]).toMatchObject({
      triggerSource: 'UserMigration_Authentication',
      userName: 'bob',
      request: { password: 'Old-Pa55', validationData: null },
      response: { userAttributes: null, finalUserStatus: null, messageAction: null },
    })
  })

  test.each([
    ['throws', () => Promise.reject(new Error('Bad password'))],
    ['answers nothing', (event: unknown) => event],
    ['answers nonsense', () => 'no'],
  ])('a migration function that %s does not know the user', async (_, UserMigration) => {
    const { flow, pool, client } = await triggerWorld({ triggers: { UserMigration } })
    const unknown = { source: 'ForgotPassword', userName: 'bob', clientId: client.id } as const

    expect(await userMigration(flow, pool, unknown)).toBeUndefined()
  })

  test('InboundFederation chooses attributes, and an empty answer keeps them all', async () => {
    const answers = [{ userAttributesToMap: { email: 'ann@example.com' } }, {}]
    const InboundFederation = recording((event) => ({ ...event, response: answers.shift() }))
    const { flow, pool, client } = await triggerWorld({ triggers: { InboundFederation } })
    const user = {
      userName: 'Corp_1',
      clientId: client.id,
      providerName: 'Corp',
      providerType: 'OIDC',
      attributes: { userInfo: { email: 'ann@example.com', department: 'sales' } },
    } as const

    expect(await inboundFederation(flow, pool, user)).toEqual(new Map([['email', 'ann@example.com']]))
    expect(await inboundFederation(flow, pool, user)).toBeUndefined()
    expect(InboundFederation.events[0]).toMatchObject({
      triggerSource: 'InboundFederation_ExternalProvider',
      request: { providerName: 'Corp', providerType: 'OIDC', attributes: user.attributes },
      response: { userAttributesToMap: {} },
    })
  })

  test.each([
    ['V1_0', '1', undefined, 'claimsOverrideDetails'],
    ['V2_0', '2', ['openid'], 'claimsAndScopeOverrideDetails'],
    ['V3_0', '3', ['openid'], 'claimsAndScopeOverrideDetails'],
  ] as const)(
    'PreTokenGeneration %s has its version, scopes and response',
    async (LambdaVersion, version, scopes, member) => {
      const tokens = recording()
      const { flow, pool, client, user } = await triggerWorld(
        { triggers: { tokens } },
        { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion, LambdaArn: functionArn('tokens') } } },
      )
      const groups = { groups: ['admins'], roles: [], preferredRole: undefined }

      await preTokenGeneration(flow, pool, {
        ...{ source: 'Authentication', clientId: client.id, user, groups, scopes: ['openid'] },
      } as const)

      const groupConfiguration = { groupsToOverride: ['admins'], iamRolesToOverride: [], preferredRole: null }
      expect(tokens.events[0]).toMatchObject({
        version,
        triggerSource: 'TokenGeneration_Authentication',
        request: { userAttributes: { sub: user.sub }, groupConfiguration },
      })
      expect(tokens.events[0]?.request['scopes']).toEqual(scopes)
      expect(tokens.events[0]?.response).toEqual({ [member]: null })
    },
  )

  test('tokens of client credentials go to V3 events only', async () => {
    const tokens = recording()
    const { flow, pool, client } = await triggerWorld(
      { triggers: { tokens } },
      { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V3_0', LambdaArn: functionArn('tokens') } } },
    )
    const PreTokenGenerationConfig = { LambdaVersion: 'V2_0', LambdaArn: functionArn('tokens') } as const
    const older = { ...pool, settings: { ...pool.settings, LambdaConfig: { PreTokenGenerationConfig } } }
    const groups = { groups: [], roles: [], preferredRole: undefined }
    const credentials = {
      source: 'ClientCredentials' as const,
      clientId: client.id,
      user: undefined,
      groups,
      scopes: ['api/read'],
      clientMetadata: { tenant: 'a' },
    }

    await preTokenGeneration(flow, older, credentials)
    await preTokenGeneration(flow, pool, credentials)

    expect(tokens.events).toHaveLength(1)
    expect(tokens.events[0]).toMatchObject({
      userName: 'ClientCredentials',
      triggerSource: 'TokenGeneration_ClientCredentials',
      request: {
        userAttributes: {},
        groupConfiguration: null,
        scopes: ['api/read'],
        clientMetadata: { tenant: 'a' },
      },
    })
  })
})

describe('awsSdkVersion', () => {
  test.each([
    ['aws-sdk-nodejs/2.856.0 linux/v14.16.0', 'aws-sdk-nodejs-2.856.0'],
    ['aws-sdk-js/3.1169.0 ua/2.1 os/linux', 'aws-sdk-js-3.1169.0'],
    ['Boto3/1.34.0 md/Botocore#1.34.0', 'aws-sdk-unknown-unknown'],
    [undefined, 'aws-sdk-unknown-unknown'],
  ])('%s is %s', (userAgent, expected) => {
    expect(awsSdkVersion(userAgent)).toBe(expected)
  })

  test('comes into the event from the request', async () => {
    const PostConfirmation = recording()
    const { flowOf, pool, user } = await triggerWorld({ triggers: { PostConfirmation } })

    await postConfirmation(flowOf({ userAgent: 'aws-sdk-java/2.25.1 Linux' }), pool, { source: 'ConfirmSignUp', user })

    expect(PostConfirmation.events[0]?.callerContext.awsSdkVersion).toBe('aws-sdk-java-2.25.1')
  })
})

test('a pool without a function is not asked, and nothing is logged', async () => {
  const { flow, pool, core } = await triggerWorld()

  const answer = await preSignUp(flow, pool, { source: 'SignUp', userName: 'bob', attributes: email })

  expect(answer).toEqual({ autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false })
  expect(core.kernel.log.entries.flatMap((entry) => entry.triggers)).toEqual([])
})
