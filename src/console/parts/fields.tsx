import type { Magic } from '../../control/magic.ts'
import { type CircumstanceName, type Circumstances, type Habit, hostIn } from '../circumstances.ts'
import { Field, type Option, Select } from './form.tsx'
import { names } from './level.tsx'

/** The fields for circumstances of a sign-in: each a list made from the user's habits and the magic values, or typed. */
export function CircumstanceFields(props: { now: Circumstances; habits: readonly Habit[]; magic: Magic }) {
  const { now, habits, magic } = props
  const own = (name: CircumstanceName) =>
    [...new Set(habits.flatMap(({ circumstances }) => circumstances[name] ?? []))].slice(0, 8)
  const placeOf = (ip: string) => habits.find(({ circumstances }) => circumstances.ip === ip)?.place ?? ''
  const agentName = (agent: string) => magic.userAgents.find(({ userAgent }) => userAgent === agent)?.name ?? agent
  const addresses: Option[] = [
    ...own('ip').map((ip) => ({ value: ip, text: `${ip} (${placeOf(ip)})`, group: 'Where the user was' })),
    ...magic.networks
      .filter(({ kind }) => kind !== 'local')
      .map((network) => ({
        value: hostIn(network.cidr),
        text: `${[network.city ?? 'No place', network.kind].join(' · ')} (${hostIn(network.cidr)})`,
        group: 'Test networks: they have a place and fix nothing',
      })),
    ...magic.addresses.map(({ ipAddress, level }) => ({
      value: ipAddress,
      text: `${names[level]} (${ipAddress})`,
      group: 'Magic addresses: they fix the level',
    })),
    { value: '127.0.0.1', text: 'This machine (127.0.0.1)', group: 'Local' },
  ]
  const agents: Option[] = [
    ...own('agent').map((value) => ({ value, text: agentName(value), group: 'What the user uses' })),
    ...magic.userAgents.map(({ name, userAgent }) => ({ value: userAgent, text: name, group: 'Browsers' })),
    { value: 'curl/8.5.0', text: 'curl', group: 'Programs' },
    { value: '', text: 'None', group: 'Programs' },
  ]
  const devices: Option[] = [
    { value: '', text: 'No device id' },
    ...own('device').map((value) => ({ value, text: value, group: 'The user’s devices' })),
    { value: 'never-seen-before', text: 'A new one', group: 'Others' },
  ]
  const zones: Option[] = [
    { value: '', text: 'Not sent' },
    ...own('zone').map((value) => ({ value, text: value, group: 'The user’s' })),
    ...[...new Set(magic.networks.flatMap(({ timezone }) => timezone ?? [])), 'UTC'].map((value) => ({
      value,
      text: value,
      group: 'Others',
    })),
  ]
  const times: Option[] = [
    { value: '', text: 'Now' },
    { value: '+1h', text: 'In an hour' },
    { value: '+12h', text: 'In twelve hours' },
    { value: '+2d', text: 'In two days' },
    { value: '+30d', text: 'In thirty days' },
  ]
  if (now.ip === undefined) addresses.unshift({ value: '', text: 'Choose one' })
  const rows = [
    ['ip', 'Address', addresses, 'e.g. 192.0.2.77'],
    ['agent', 'Browser', agents, 'a User-Agent'],
    ['device', 'Device id', devices, 'e.g. laptop-7'],
    ['zone', 'Time zone', zones, 'e.g. Asia/Tokyo'],
    ['at', 'When', times, 'e.g. 2026-03-02T09:00 (UTC) or +3h'],
  ] as const
  return (
    <>
      {rows.map(([name, label, options, typed]) => (
        <Choice name={name} label={label} options={options} typed={typed} value={now[name]} />
      ))}
      <label class="check">
        <input type="checkbox" name="proved" value="yes" checked={now.proved !== undefined} />
        The remembered device proves its secret
      </label>
      <details open={now.city !== undefined || now.country !== undefined}>
        <summary>Another place than that of the address</summary>
        <div class="fields">
          <Field id="city" label="City">
            <input id="city" name="city" value={now.city} />
          </Field>
          <Field id="country" label="Country" hint="A code like NG, or the English name">
            <input id="country" name="country" value={now.country} />
          </Field>
        </div>
      </details>
    </>
  )
}

/** A list, and a field for what is not in it. */
function Choice(props: {
  name: CircumstanceName
  label: string
  options: readonly Option[]
  typed: string
  value: string | undefined
}) {
  const { name, label, options, typed, value = '' } = props
  const distinct = options.filter((option, i) => options.findIndex((other) => other.value === option.value) === i)
  const isListed = distinct.some((option) => option.value === value)
  const other = { value: 'other', text: 'Another …' }
  return (
    <Field id={name} label={label}>
      <Select id={name} value={isListed ? value : 'other'} options={[...distinct, other]} />
      <input
        class="typed"
        name={`${name}-other`}
        value={isListed ? undefined : value}
        placeholder={typed}
        aria-label={`${label}, typed`}
        autocomplete="off"
        spellcheck={false}
      />
    </Field>
  )
}
