import { type Evaluation, figure, type Scored, signed } from './evaluation.ts'
import { Level } from './level.tsx'
import { Bar, Ground, inOrder, Lane, Reason, type Scale, scaleOf, stepsOf, Thresholds } from './waterfall.tsx'

/** One of two scores that stand side by side. */
export interface Side {
  readonly title: string
  readonly scored: Scored
}

type Term = Scored['contributions'][number]

/** Two waterfalls of one attempt side by side, on one scale and in one order, with the terms that moved marked. */
export function Comparison(props: { before: Side; after: Side; thresholds: Evaluation['thresholds'] }) {
  const { before, after, thresholds } = props
  const moves = movesBetween(before.scored, after.scored)
  const scale = scaleOf(thresholds, [before.scored, after.scored])
  const terms = allTerms(before.scored, after.scored)
  const order = terms.map(({ feature }) => feature)
  const lanes = [before, after].map(({ scored }) => ({ scored, steps: stepsOf(inOrder(scored.contributions, order)) }))
  const difference = after.scored.score - before.scored.score
  return (
    <>
      <p class="verdict" data-says>
        <Level level={before.scored.level} /> {figure(before.scored.score)} <span aria-hidden="true">→</span>
        <span class="hidden">becomes</span> <Level level={after.scored.level} /> {figure(after.scored.score)}
        <strong>{moves.size === 0 ? 'nothing moves' : signed(difference)}</strong>
      </p>
      <Ground id="ground-of-both" scale={scale} thresholds={thresholds} />
      <table class="waterfall comparison">
        <caption class="hidden">{`${before.title}, and ${after.title}: term by term`}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">Reason</span>
            </th>
            <th scope="col">{before.title}</th>
            <th scope="col">{after.title}</th>
          </tr>
        </thead>
        <tbody>
          {terms.map((term) => (
            <tr class={moves.has(term.feature) ? 'moved' : undefined}>
              <th scope="row">
                <Reason term={term} />{' '}
                {moves.has(term.feature) && (
                  <span class="tag warn">{`moved by ${signed(moves.get(term.feature) ?? 0)}`}</span>
                )}
              </th>
              {lanes.map(({ steps }, i) => {
                const step = steps.find((one) => one.term.feature === term.feature)
                return (
                  <Cell
                    name={`${term.feature} ${i}`}
                    scale={scale}
                    bar={step && { start: step.start, end: step.end, kind: step.end > step.start ? 'up' : 'down' }}
                    text={step ? signed(step.term.contribution) : '–'}
                  />
                )
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Score</th>
            {lanes.map(({ scored }, i) => (
              <Cell
                name={`score ${i}`}
                level={scored.level}
                scale={scale}
                bar={{ start: 0, end: scored.score, kind: 'sum' }}
                text={figure(scored.score)}
              />
            ))}
          </tr>
        </tfoot>
      </table>
      <Thresholds thresholds={thresholds} />
    </>
  )
}

function Cell(props: {
  name: string
  level?: Scored['level']
  scale: Scale
  bar: { start: number; end: number; kind: 'up' | 'down' | 'sum' } | undefined
  text: string
}) {
  const { name, level, scale, bar, text } = props
  return (
    <td class={level}>
      <Lane ground="ground-of-both">{bar && <Bar name={name} scale={scale} {...bar} />}</Lane>
      <span class="figure">{text}</span>
    </td>
  )
}

/** Differences below this are not shown: they are rounded away anyhow. */
const least = 0.005

/** By how much each term differs between two scores; terms that do not are left out. */
export function movesBetween(before: Scored, after: Scored): ReadonlyMap<string, number> {
  const valueIn = ({ contributions }: Scored, feature: string) =>
    contributions.find((term) => term.feature === feature)?.contribution ?? 0
  const moves = allTerms(before, after).map(
    ({ feature }) => [feature, valueIn(after, feature) - valueIn(before, feature)] as const,
  )
  return new Map(moves.filter(([, move]) => Math.abs(move) >= least))
}

/** Each term that one of the two has, the largest first; the words are those of the second, if it has them. */
function allTerms(before: Scored, after: Scored): readonly Term[] {
  const own = after.contributions
  const gone = before.contributions.filter(({ feature }) => !own.some((term) => term.feature === feature))
  return inOrder([...own, ...gone])
}
