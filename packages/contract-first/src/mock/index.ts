/**
 * Serves a mock of a document.
 *
 * @module
 */

export { CONTROL_PATH } from './control.ts';
export type { Credential } from './credentials.ts';
export type { ControlState } from './endpoints.ts';
export type { Handshake, MockFallback, MockHandlers, MockReply, MockRequest } from './handlers.ts';
export {
  type AsyncDocument,
  asyncDocumentOf,
  channelsOf,
  isAsyncText,
} from './live/asyncDocument.ts';
export { faultStatuses } from './live/faultStatuses.ts';
export { sampleRequest } from './live/sampleRequest.ts';
export { type WebhookOptions, Webhooks } from './live/webhooks.ts';
export { type FieldFault, invalidFields, ProblemError } from './problemError.ts';
export type { ProxyOptions } from './proxy/options.ts';
export type { LimitKey } from './rateLimits.ts';
export type { RecordingOptions } from './recording/recorder.ts';
export type { RecordedResponse } from './replay.ts';
export { jsonLineOf, lineOf, type RequestLine } from './requestLog.ts';
export {
  type MockServer,
  type MockServerOptions,
  type StaticFile,
  startMockServer,
} from './server.ts';
export {
  type AnyHandlers,
  defineMock,
  type HandlerFile,
  type HandlerReply,
  type HandlerRequest,
  type HandlerState,
  type MockHandler,
  type OperationTypes,
} from './state/handlerFile.ts';
export { MockState, type ResourceState, type StateSettings } from './state/mockState.ts';
export { reportLines, type StateReport, stateReport } from './state/report.ts';
export type { SeedData } from './state/seeds.ts';
export type { Snapshot, StoredRecord } from './state/store.ts';
export { UnsupportedDocument } from './unsupported.ts';
export { type Unwritten, type UnwrittenRequest, unwrittenBy } from './unwritten.ts';
