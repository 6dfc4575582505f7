import { html } from './layout.tsx'
import type { Visit } from './visit.ts'

/** A page that says what is wrong, with the menu around it. */
export function problemPage(visit: Visit, status: number, title: string, text: string): Promise<Response> {
  return html(visit, { title, status }, <p class="lead">{text}</p>)
}
