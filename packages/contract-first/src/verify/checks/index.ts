import type { Check } from '../check.ts';
import { bodySchema } from './body-schema.ts';
import { bytesKept } from './bytes-kept.ts';
import { challengeSent } from './challenge-sent.ts';
import { changesKept } from './changes-kept.ts';
import { conditions } from './conditions.ts';
import { createdFound } from './created-found.ts';
import { credentialsRequired } from './credentials-required.ts';
import { deletedGone } from './deleted-gone.ts';
import { documentedStatus } from './documented-status.ts';
import { filters } from './filters.ts';
import { headers } from './headers.ts';
import { idempotency } from './idempotency.ts';
import { invalidRefused } from './invalid-refused.ts';
import { keyTaken } from './key-taken.ts';
import { mediaType } from './media-type.ts';
import { methodRefused } from './method-refused.ts';
import { nestedApart } from './nested-apart.ts';
import { noLeak } from './no-leak.ts';
import { noServerError } from './no-server-error.ts';
import { pagesAgree } from './pages-agree.ts';
import { pagesEnd } from './pages-end.ts';
import { passwords } from './passwords.ts';
import { putMissing } from './put-missing.ts';
import { ranges } from './ranges.ts';
import { rateLimits } from './rate-limits.ts';
import { readOnlyKept } from './read-only.ts';
import { scopeRequired } from './scope-required.ts';
import { sessionEnded } from './session-ended.ts';
import { sorting } from './sorting.ts';
import { undeclaredContent } from './undeclared-content.ts';
import { validAccepted } from './valid-accepted.ts';

/** All that a server is held to, in the order of the report. */
export const checks: readonly Check[] = [
  ...[documentedStatus, mediaType, bodySchema, undeclaredContent, headers],
  ...[noServerError, noLeak],
  ...[validAccepted, invalidRefused],
  ...[credentialsRequired, challengeSent, scopeRequired, methodRefused],
  ...[passwords, sessionEnded],
  ...[rateLimits, idempotency, conditions, ranges, pagesEnd, pagesAgree, filters, sorting],
  ...[createdFound, readOnlyKept, keyTaken, nestedApart, changesKept, bytesKept, putMissing],
  deletedGone,
];
