import type { DeviceType, SessionDescriptionType } from '../../api/generated/types.ts'
import { Refused, type Wire } from '../ask.ts'
import { links } from '../links.ts'
import { Act } from '../parts/form.tsx'
import { Time } from '../parts/time.tsx'
import type { Visit } from '../visit.ts'
import type { UserView } from './user-frame.tsx'

/** Who the user is: attributes, second factors, groups. */
export async function Profile({ visit, user }: { visit: Visit; user: UserView }) {
  const { Groups = [] } = await visit.ask.read('AdminListGroupsForUser', {
    UserPoolId: visit.param('id'),
    Username: visit.param('name'),
  })
  const factors = user.UserMFASettingList ?? []
  return (
    <section class="card" aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      <dl class="facts">
        {(user.UserAttributes ?? []).map(({ Name, Value }) => (
          <>
            <dt>{Name}</dt>
            <dd>{Value}</dd>
          </>
        ))}
        <dt>MFA</dt>
        <dd>
          {factors.length === 0
            ? 'none set up'
            : factors
                .map((factor) => (factor === user.PreferredMfaSetting ? `${factor} (preferred)` : factor))
                .join(', ')}
        </dd>
        <dt>Groups</dt>
        <dd>{Groups.length === 0 ? 'none' : Groups.map(({ GroupName }) => GroupName).join(', ')}</dd>
        <dt>Created</dt>
        <dd>
          <Time at={(user.UserCreateDate ?? 0) * 1000} now={visit.clock.now} />
        </dd>
      </dl>
    </section>
  )
}

/** Devices and sessions; a pool that has none of a kind shows none. */
export async function Holdings({ visit }: { visit: Visit }) {
  const user = { UserPoolId: visit.param('id'), Username: visit.param('name') }
  const [devices, sessions] = await Promise.all([
    orNone(async () => (await visit.ask.read('AdminListDevices', user)).Devices ?? []),
    orNone(async () => (await visit.ask.read('AdminListUserSessions', user)).Sessions ?? []),
  ])
  return (
    <section class="card" aria-labelledby="holdings">
      <h2 id="holdings">Devices and sessions</h2>
      <h3>Devices</h3>
      {typeof devices === 'string' && <p class="quiet">{devices}</p>}
      {typeof devices !== 'string' && devices.length === 0 && <p class="quiet">No device is remembered.</p>}
      {typeof devices !== 'string' && devices.length > 0 && (
        <ul class="rows">
          {devices.map((device) => (
            <Device device={device} now={visit.clock.now} />
          ))}
        </ul>
      )}
      <h3>Sessions</h3>
      {typeof sessions === 'string' && <p class="quiet">{sessions}</p>}
      {typeof sessions !== 'string' && sessions.length === 0 && <p class="quiet">No session is open.</p>}
      {typeof sessions !== 'string' && sessions.length > 0 && (
        <ul class="rows">
          {sessions.map((session) => (
            <Session visit={visit} session={session} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Device({ device, now }: { device: Wire<DeviceType>; now: number }) {
  const value = (name: string) => device.DeviceAttributes?.find(({ Name }) => Name === name)?.Value
  return (
    <li>
      <div class="line">
        <span>{value('device_name') ?? 'A device without name'}</span>
        {value('dev:device_remembered_status') === 'remembered' && <span class="tag good">remembered</span>}
      </div>
      <p class="quiet">
        <code>{device.DeviceKey}</code>
        {device.DeviceLastAuthenticatedDate !== undefined && (
          <>
            {' '}
            · last used <Time at={device.DeviceLastAuthenticatedDate * 1000} now={now} />
          </>
        )}
      </p>
    </li>
  )
}

function Session({ visit, session }: { visit: Visit; session: Wire<SessionDescriptionType> }) {
  const { SessionId, SessionType, ClientId, DeviceType, LastIPAddress, LastLocation, LastActiveDate } = session
  const place = [LastLocation?.City, LastLocation?.Country].filter(Boolean).join(', ')
  return (
    <li>
      <div class="line">
        <span class="tag">{SessionType}</span>
        <span>{DeviceType ?? 'An unknown device'}</span>
        <span class="push">
          <Act
            visit={visit}
            action={links.user(visit.param('id'), visit.param('name'), 'do')}
            values={{ deed: 'revoke', session: SessionId }}
            label={`End the session ${SessionId}`}
          >
            End
          </Act>
        </span>
      </div>
      <p class="quiet">
        {[LastIPAddress, place, ClientId].filter(Boolean).join(' · ')}
        {LastActiveDate !== undefined && (
          <>
            {' · '}
            <Time at={LastActiveDate * 1000} now={visit.clock.now} />
          </>
        )}
      </p>
    </li>
  )
}

/** What a read answers, or the sentence with which it was refused: not every pool keeps everything. */
async function orNone<T>(read: () => Promise<T>): Promise<T | string> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return error.message
  }
}
