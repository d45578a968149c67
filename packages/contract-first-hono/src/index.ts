/**
 * The server kit: it connects the routes that `contract generate` writes to handlers, with guards,
 * limits, problems and idempotency. The HTTP server is in `@contract-first/hono/node`.
 *
 * @module
 */

export {
  type App,
  type AppOptions,
  implement,
  type UnfinishedOptions,
  type Unimplemented,
} from './app.ts';
export { bodyTurns } from './body/bodyTurns.ts';
export type { IncomingForm } from './body/form.ts';
export type {
  FilesIntake,
  IncomingFile,
  Intake,
  Received,
  ReceivedFiles,
} from './body/formIntake.ts';
export type { BodyLimit } from './body/readBody.ts';
export {
  type CheckedResponse,
  checkBySchemas,
  type ResponseChecker,
  type Violation,
} from './checkResponse.ts';
export type { Environment, Log } from './environment.ts';
export { type Covers, coversEach } from './guards/authenticate.ts';
export type { Credential, SecurityScheme } from './guards/credentials.ts';
export { hostNameOf } from './guards/hostName.ts';
export { type HostSettings, Hosts } from './guards/hosts.ts';
export type { Principal } from './guards/principal.ts';
export { type IssuedTicket, MemoryTickets, type TicketStore, Tickets } from './guards/tickets.ts';
export type {
  AnyStatus,
  HandlerResult,
  Handlers,
  IncomingContent,
  Input,
  OperationId,
  Raw,
  ServerSentEvent,
  Switch,
  UntypedResult,
} from './handlers.ts';
export { sha256In } from './headers/contentDigest.ts';
export { contentDisposition } from './headers/contentDisposition.ts';
export { refusePart } from './headers/contentRange.ts';
export { httpDate } from './headers/httpDate.ts';
export {
  type Conditions,
  isUnchanged,
  type ReadConditions,
  type Resource,
  refuseUnlessMet,
} from './headers/preconditions.ts';
export { type ByteRange, rangeOf } from './headers/range.ts';
export {
  type Claim,
  type HeldKey,
  type IdempotencyClaims,
  type OutcomeStore,
  ProcessClaims,
  type SealedOutcome,
} from './idempotency/claims.ts';
export { clientAddress } from './limits/clientAddress.ts';
export { type AccountFields, addressAndAccount, type KeyOf } from './limits/limitKeys.ts';
export {
  type LimitPolicy,
  type LimitStore,
  MemoryLimits,
  type Usage,
} from './limits/limitStore.ts';
export type { LimitSettings } from './limits/rateLimits.ts';
export { type Api, type Operation, operationsOf, type SecurityRequirement } from './operation.ts';
export { isNumber, isPositionByAge, PagedList } from './pagedList.ts';
export { PageFile } from './pages/pageFile.ts';
export { type PageHeaders, pageHeaders } from './pages/pageHeaders.ts';
export { catalogueOf, type ProblemEntry } from './problems/catalogue.ts';
export { describeFaults, type FieldFault } from './problems/fieldFaults.ts';
export {
  errnoOf,
  invalidFields,
  ProblemError,
  type ProblemOptions,
} from './problems/problemError.ts';
export { type Problem, type ProblemSettings, Problems } from './problems/problems.ts';
export { type ReadinessCheck, type Ready, readiness } from './readiness.ts';
export type { FormFields, OperationTypes, Route, Routes } from './routes.ts';
export type { Check } from './routing/chain.ts';
export type { Unwritten, UnwrittenRequest } from './unwritten.ts';
export type { FormFile, Items, SentBytes } from './webhooks/types.ts';
