import { clockPages } from './pages/clock.tsx'
import { eventPages } from './pages/event.tsx'
import { inboxPages } from './pages/inbox.tsx'
import { labPages } from './pages/lab.tsx'
import { overviewPages } from './pages/overview.tsx'
import { requestPages } from './pages/requests.tsx'
import { whatIfPages } from './pages/what-if.tsx'
import type { Page } from './visit.ts'

/** Every page of the console, and everything that its forms do. */
export const pages: readonly Page[] = [
  ...overviewPages,
  ...labPages,
  ...eventPages,
  ...whatIfPages,
  ...clockPages,
  ...inboxPages,
  ...requestPages,
]
