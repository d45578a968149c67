/**
 * Tests a running server against its document.
 *
 * @module
 */

export type { Check } from './check.ts';
export { checks } from './checks/index.ts';
export type { Exchange } from './exchange.ts';
export type { Finding, OperationOutcome } from './ledger.ts';
export { markdownTable } from './report/markdown.ts';
export { Unreachable } from './run.ts';
export type { Credential, VerifySettings } from './settings.ts';
export { type Report, verify } from './verify.ts';
