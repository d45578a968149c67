/**
 * Compares a document with its predecessor from the point of view of clients written for the old
 * one: what breaks them, what may surprise them, and what does not affect them.
 *
 * @module
 */
import type { Document } from '../document/model.ts';
import type { Change } from './change.ts';
import { Comparison, type Spot } from './comparison.ts';
import { compareUnused } from './components.ts';
import { compareContent } from './content.ts';
import { compareOperations, compareWebhooks } from './operations.ts';
import { compareServers } from './servers.ts';

export type { Change } from './change.ts';
export { type Level, levels, type Rule, type RuleId, rules } from './rules/index.ts';

/** A document that cannot be compared, so that nothing can be said about its changes. */
export class IncomparableError extends Error {
  override readonly name = 'IncomparableError';
}

/**
 * All changes, the worst first.
 *
 * @param before the old document, bundled: OpenAPI 3.1 or 3.2 with local references only
 * @param after the new one
 * @throws IncomparableError if a document has another version or another dialect of JSON Schema
 * @throws RangeError if a reference leads nowhere
 */
export function compareContracts(before: Document, after: Document): Change[] {
  for (const document of [before, after]) assertComparable(document);
  const comparison = new Comparison(before, after, compareContent);
  const both = { before: comparison.before, after: comparison.after };
  const spot: Spot = { operation: undefined, where: 'document', direction: 'request' };
  compareServers(comparison, both, spot);
  compareOperations(comparison);
  compareWebhooks(comparison);
  comparison.others(both, spot, ['servers', 'paths', 'webhooks', 'components', 'security']);
  comparison.complete();
  compareUnused(comparison);
  return comparison.findings.changes();
}

const dialects =
  /^https:\/\/(spec\.openapis\.org\/oas\/3\.[12]\/dialect\/|json-schema\.org\/draft\/2020-12\/schema)/;

function assertComparable({
  openapi,
  jsonSchemaDialect,
}: Document & { jsonSchemaDialect?: unknown }) {
  if (!/^3\.[12]\.\d+/.test(String(openapi))) {
    throw new IncomparableError(
      `Cannot compare a document with "openapi": ${JSON.stringify(openapi)}; versions 3.1 and 3.2 can be compared`,
    );
  }
  if (jsonSchemaDialect !== undefined && !dialects.test(String(jsonSchemaDialect))) {
    throw new IncomparableError(
      `Cannot compare schemas of the dialect ${JSON.stringify(jsonSchemaDialect)}; only JSON Schema 2020-12 can be compared`,
    );
  }
}
