import type { Login } from '../login.ts'
import { branch, eventOf, isAlarm, learnEvent, scoreLogin } from '../pool.ts'
import { again, type Experiment, type Moment, ownerSuccess } from './moment.ts'

const colleagues = 7
const newcomers = 5

/** One of seven colleagues behind one address reports a sign-in of his own as Invalid. */
export function hostileReport(): Experiment {
  let flips = 0
  let moved = 0
  return {
    try(moment) {
      const staff = staffOf(moment)
      if (staff.length < colleagues + newcomers) return
      const { pool } = moment
      const office = officeOf(moment.probe.login.t)
      const [hostile, ...others] = staff.slice(0, colleagues).map((login) => ({ ...login, ...office }))
      const strangers = staff.slice(colleagues).map((login) => ({ ...login, ...office }))
      branch(pool, () => {
        for (let days = 20; days >= 1; days -= 4) {
          for (const login of [hostile!, ...others]) ownerSuccess(pool, again(login, -24 * days))
        }
        const before = [...others, ...strangers].map((login) => scoreLogin(pool, login))
        const event = eventOf(pool, again(hostile!, -1), 'NoRisk', { passed: true, verified: false })
        learnEvent(pool, { ...event, label: 'Invalid' })
        const after = [...others, ...strangers].map((login) => scoreLogin(pool, login))
        for (const [i, { level, score }] of after.entries()) {
          if (i < others.length) flips += Number(isAlarm(level) && !isAlarm(before[i]!.level))
          else moved = Math.max(moved, score - before[i]!.score)
        }
      })
    },
    figures: () => ({ 'office.flips': flips, 'office.newcomer': moved }),
  }
}

/** The latest sign-ins of some returning users: their own machines, which they bring to the office. */
function staffOf({ owners, chance }: Moment): Login[] {
  const staff = new Map<string, Login>()
  for (let tries = 0; tries < 1000 && staff.size < colleagues + newcomers; tries++) {
    const user = chance.pick(owners.seen())
    const latest = owners.latest(user)
    if (latest) staff.set(user, latest)
  }
  const [first] = [...staff.values()]
  // One country: it is an office.
  return [...staff.values()].map((login) => ({ ...login, ...(first?.cc === undefined ? {} : { cc: first.cc }) }))
}

function officeOf(t: number): Pick<Login, 't' | 'ip' | 'asn' | 'lat' | 'lon'> {
  return { t, ip: '10.250.1.1', asn: 4_200_009_999, lat: 59.9, lon: 10.75 }
}
