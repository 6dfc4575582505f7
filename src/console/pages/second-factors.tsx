import type { UserPoolMfaType } from '../../api/generated/types.ts'
import { links } from '../links.ts'
import { Field, FormCard, Select } from '../parts/form.tsx'
import { action, done, type Visit } from '../visit.ts'

const modes = [
  { value: 'OFF', text: 'OFF: nobody is asked' },
  { value: 'OPTIONAL', text: 'OPTIONAL: who has a factor is asked' },
  { value: 'ON', text: 'ON: everybody is asked' },
]

/** Whether users of a pool have second factors: what a challenge needs. */
export async function SecondFactors({ visit }: { visit: Visit }) {
  const UserPoolId = visit.param('id')
  const { MfaConfiguration = 'OFF', ...factors } = await visit.ask.read('GetUserPoolMfaConfig', { UserPoolId })
  const kinds = [
    factors.SoftwareTokenMfaConfiguration?.Enabled && 'authenticator apps',
    factors.SmsMfaConfiguration?.SmsConfiguration && 'text messages',
    factors.EmailMfaConfiguration && 'mails',
  ].filter(Boolean)
  return (
    <FormCard visit={visit} id="factors" title="Second factors" action={links.pool(UserPoolId, 'mfa')} submit="Set">
      <Field
        id="mfa"
        label="MfaConfiguration"
        hint={[kinds.length > 0 && `By ${kinds.join(', ')}.`, 'Risk can challenge only where it is OPTIONAL.']
          .filter(Boolean)
          .join(' ')}
      >
        <Select id="mfa" value={MfaConfiguration} options={modes} />
      </Field>
    </FormCard>
  )
}

/** Sets whether there are second factors; authenticator apps need nothing else, so they come with it. */
export const secondFactorActions = [
  action('/pools/:id/mfa', (visit) => {
    const UserPoolId = visit.param('id')
    const MfaConfiguration = visit.field('mfa') as UserPoolMfaType
    return done(visit, links.pool(UserPoolId), async () => {
      const { WebAuthnConfiguration, ...present } = await visit.ask.read('GetUserPoolMfaConfig', { UserPoolId })
      // With OFF no factor may be named.
      const factors = MfaConfiguration === 'OFF' ? {} : { ...present, SoftwareTokenMfaConfiguration: { Enabled: true } }
      await visit.ask.call('SetUserPoolMfaConfig', {
        ...factors,
        UserPoolId,
        MfaConfiguration,
        ...(WebAuthnConfiguration && { WebAuthnConfiguration }),
      })
      return `MfaConfiguration is ${MfaConfiguration}.`
    })
  }),
]
