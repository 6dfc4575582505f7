import { clientPages } from './pages/clients.tsx'
import { clockPages } from './pages/clock.tsx'
import { directiveActions } from './pages/directive.tsx'
import { eventPages } from './pages/event.tsx'
import { feedbackActions } from './pages/feedback.tsx'
import { inboxPages } from './pages/inbox.tsx'
import { labPages } from './pages/lab.tsx'
import { learntPages } from './pages/learnt.tsx'
import { logDeliveryActions } from './pages/log-delivery.tsx'
import { mailPreviewPages } from './pages/mail-preview.tsx'
import { messagePages } from './pages/message.tsx'
import { overviewPages } from './pages/overview.tsx'
import { poolPages } from './pages/pool.tsx'
import { poolsPages } from './pages/pools.tsx'
import { replayPages } from './pages/replay.tsx'
import { requestPages } from './pages/request.tsx'
import { requestsPages } from './pages/requests.tsx'
import { riskConfigurationPages } from './pages/risk-configuration.tsx'
import { secondFactorActions } from './pages/second-factors.tsx'
import { tourPages } from './pages/tour.tsx'
import { userPages } from './pages/user.tsx'
import { userActions } from './pages/user-frame.tsx'
import { usersPages } from './pages/users.tsx'
import { whatIfPages } from './pages/what-if.tsx'
import type { Page } from './visit.ts'

/** Every page of the console, and everything that its forms do. */
export const pages: readonly Page[] = [
  ...overviewPages,
  ...labPages,
  ...eventPages,
  ...feedbackActions,
  ...whatIfPages,
  ...clockPages,
  ...inboxPages,
  ...messagePages,
  ...requestsPages,
  ...requestPages,
  ...poolsPages,
  ...poolPages,
  ...logDeliveryActions,
  ...secondFactorActions,
  ...usersPages,
  ...clientPages,
  ...riskConfigurationPages,
  ...mailPreviewPages,
  ...replayPages,
  ...tourPages,
  ...userPages,
  ...userActions,
  ...learntPages,
  ...directiveActions,
]
