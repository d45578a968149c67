/**
 * A document that is ready to match requests and check responses, and the messages of an AsyncAPI
 * document.
 *
 * @module
 */
export {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  type Operation,
  operations,
  type Parameter,
  readDocument,
  resolve,
  type SecurityRequirement,
} from '../document/model.ts';
export { Contract, isJson, type ReceivedResponse, type Violation } from './contract.ts';
export { Coverage } from './coverage.ts';
export { describeFaults, type FieldFault } from './fieldFaults.ts';
export { type Message, type MessageDocument, Messages } from './messages.ts';
