import type { Check } from '../exchange.ts';
import { bodySchema } from './body-schema.ts';
import { challengeSent } from './challenge-sent.ts';
import { conditions } from './conditions.ts';
import { createdFound } from './created-found.ts';
import { credentialsRequired } from './credentials-required.ts';
import { deletedGone } from './deleted-gone.ts';
import { documentedStatus } from './documented-status.ts';
import { headers } from './headers.ts';
import { idempotency } from './idempotency.ts';
import { invalidRefused } from './invalid-refused.ts';
import { mediaType } from './media-type.ts';
import { methodRefused } from './method-refused.ts';
import { noLeak } from './no-leak.ts';
import { noServerError } from './no-server-error.ts';
import { pagesEnd } from './pages-end.ts';
import { rateLimits } from './rate-limits.ts';
import { scopeRequired } from './scope-required.ts';
import { undeclaredContent } from './undeclared-content.ts';
import { validAccepted } from './valid-accepted.ts';

/** All that a server is held to, in the order of the report. */
export const checks: readonly Check[] = [
  ...[documentedStatus, mediaType, bodySchema, undeclaredContent, headers],
  ...[noServerError, noLeak],
  ...[validAccepted, invalidRefused],
  ...[credentialsRequired, challengeSent, scopeRequired, methodRefused],
  ...[rateLimits, idempotency, conditions, pagesEnd, createdFound, deletedGone],
];
