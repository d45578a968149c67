export type { Credential } from './credentials.ts';
export { type FieldFault, MockFailure } from './failure.ts';
export {
  type Handshake,
  type MockHandlers,
  type MockReply,
  type MockRequest,
  type MockServer,
  type MockServerOptions,
  startMockServer,
} from './server.ts';
