import type { EventView } from '../../control/event-views.ts'

/** Where an attempt came from, in a few words: `Lagos, Nigeria · mobile`. */
export function placeOf({ context }: Pick<EventView, 'context'>): string {
  const place = [context['city'], context['country']].filter(Boolean).join(', ')
  const kind = context['network']
  const network = typeof kind === 'string' && kind !== 'access' && kind !== 'unknown' ? kind : ''
  return [place || 'No place', network].filter(Boolean).join(' · ')
}
