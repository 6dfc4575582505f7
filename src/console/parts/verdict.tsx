import { type Evaluation, figure } from './evaluation.ts'
import { Level, names } from './level.tsx'
import { Thresholds, Waterfall } from './waterfall.tsx'

/** Level, decision and the configuration behind it, then the waterfall: the heart of every card about a sign-in. */
export function Verdict({ evaluation }: { evaluation: Evaluation }) {
  return (
    <>
      <p class="verdict" data-says>
        <Level level={evaluation.level} />
        <strong>{decisionOf(evaluation)}</strong>
      </p>
      <p class="quiet">{sourceOf(evaluation)}</p>
      {evaluation.source !== 'ip-rule' && (
        <>
          <Waterfall
            scored={evaluation}
            thresholds={evaluation.thresholds}
            caption="How the score comes about, term by term"
          />
          <Thresholds thresholds={evaluation.thresholds} />
        </>
      )}
    </>
  )
}

/** What is done, in one sentence. */
export function decisionOf({ decision, action, level, mode, configuration, source }: Evaluation): string {
  if (source === 'ip-rule') {
    return decision === 'Block'
      ? 'Refused: the address is on the always-block list.'
      : 'Let in: the address is on the skip list.'
  }
  if (level === 'NoRisk') return 'Let in: there is nothing to do.'
  if (mode === 'AUDIT') return 'Let in: audit only, so the risk is reported and nothing is done.'
  if (configuration === 'none') return 'Let in: there is no risk configuration, so nothing is enforced.'
  const row = `${configuration === 'client' ? 'the client’s' : 'the pool’s'} ${level}Action`
  if (action === 'NONE') return `Let in: ${row} is not configured.`
  if (action === 'BLOCK') return `Blocked: ${row} is BLOCK.`
  if (action === 'NO_ACTION') return `Let in: ${row} is NO_ACTION.`
  if (decision === 'Block') return `Blocked: ${row} is ${action}, and the user has no factor to be challenged with.`
  return `A second factor is asked for, if the user has one: ${row} is ${action}.`
}

function sourceOf({ source, score, level, thresholds: { low, medium, high } }: Evaluation): string {
  const engine = score >= high ? 'High' : score >= medium ? 'Medium' : score >= low ? 'Low' : 'NoRisk'
  const alone = `The engine’s own score is ${figure(score)}, which would be ${names[engine]}.`
  if (source === 'directive') return `A directive fixed the level. ${alone}`
  if (source === 'magic') return `A magic address fixed the level. ${alone}`
  if (source === 'ip-rule') return 'Addresses on these lists are not evaluated.'
  const cold =
    engine === 'Low' && level === 'NoRisk' ? ' Until a user’s first good sign-in, Low counts as no risk.' : ''
  return `The engine decided: its score is ${figure(score)}.${cold}`
}
