/**
 * Serves a mock of a document.
 *
 * @module
 */
export type { Credential } from './credentials.ts';
export type { Handshake, MockHandlers, MockReply, MockRequest } from './handlers.ts';
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
export { jsonLineOf, lineOf, type RequestLine } from './requestLog.ts';
export { type MockServer, type MockServerOptions, startMockServer } from './server.ts';
export { UnsupportedDocument } from './unsupported.ts';
export { type Unwritten, type UnwrittenRequest, unwrittenBy } from './unwritten.ts';
