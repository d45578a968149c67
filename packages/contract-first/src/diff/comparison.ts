import type { Document } from '../document/model.ts';
import { canonical } from '../schema/canonical.ts';
import { Findings } from './change.ts';
import { DocumentPart } from './documentPart.ts';
import { isObject, References } from './references.ts';
import type { RuleId } from './rules/index.ts';
import { compareBranches } from './schema/compareBranches.ts';
import { compareSchemas } from './schema/compareSchemas.ts';
import type { Direction, Encoding } from './schema/lane.ts';
import type { Pair, Pointers } from './schema/pair.ts';
import { Pairs } from './schema/pairs.ts';
import { reportPair } from './schema/report.ts';

/** A part of an operation in both documents. */
export type Both = { readonly before: DocumentPart; readonly after: DocumentPart };

/** A part that is in at least one of the documents. */
export type Either = {
  readonly before: DocumentPart | undefined;
  readonly after: DocumentPart | undefined;
};

/** Where in a comparison something is: what reports name it by, and which way its values travel. */
export type Spot = {
  /** The operation, such as `POST /books`. */
  readonly operation: string | undefined;
  /** The place in words: `POST /books request body`. */
  readonly where: string;
  /** Which way a request of the operation travels: webhooks and callbacks turn the roles round. */
  readonly direction: Direction;
};

export const within = (spot: Spot, words: string): Spot => ({
  ...spot,
  where: `${spot.where} ${words}`,
});

export const turned = (spot: Spot): Spot => ({
  ...spot,
  direction: spot.direction === 'request' ? 'response' : 'request',
});

/** Fields that only document, in any object of OpenAPI, or that say how a document is to be read. */
const documentation = [
  ...['summary', 'description', 'externalDocs', 'example', 'examples', 'tags'],
  ...['openapi', 'info', 'jsonSchemaDialect', '$self'],
];

const lists = ['parameters', 'servers', 'security'];
const maps = [
  ...['paths', 'webhooks', 'components', 'responses', 'requestBody', 'content', 'headers'],
  ...['callbacks', 'links', 'encoding', 'variables', 'flows', 'scopes', 'additionalOperations'],
];

/** Whether a field that is compared on its own has a value that can be. */
const isWellFormed = (key: string, value: unknown): boolean =>
  value === undefined ||
  ((!lists.includes(key) || Array.isArray(value)) && (!maps.includes(key) || isObject(value)));

type ContentComparer = (comparison: Comparison, both: Either, spot: Spot) => void;

/** The comparison of two documents while it is under way. */
export class Comparison {
  readonly before: DocumentPart;
  readonly after: DocumentPart;
  readonly findings = new Findings();
  readonly #pairs: Pairs;
  readonly #compareContent: ContentComparer;
  readonly #roots: { readonly pair: Pair; readonly spot: Spot }[] = [];

  /**
   * @param compareContent compares the content of bodies, parameters and headers. Its own parts may
   *   have headers again, and those content: every file on that way reaches it through here.
   */
  constructor(before: Document, after: Document, compareContent: ContentComparer) {
    this.#compareContent = compareContent;
    const [old, now] = [new References(before), new References(after)];
    this.before = DocumentPart.root(old);
    this.after = DocumentPart.root(now);
    this.#pairs = new Pairs(old, now, { schemas: compareSchemas, branches: compareBranches });
  }

  report(rule: RuleId, spot: Spot, message: string, places: Pointers): void {
    const { operation, where } = spot;
    this.findings.add({ rule, operation, where, message, ...places });
  }

  /** Compares the media types of a body, a parameter or a header, and what is in them. */
  content(both: Either, spot: Spot): void {
    this.#compareContent(this, both, spot);
  }

  /** Has two schemas compared; a missing one allows every value. */
  schemas({ before, after }: Either, key: string, spot: Spot, encoding: Encoding): void {
    const pairs = this.#pairs;
    const schemaOf = (source: typeof pairs.before.source, place: DocumentPart | undefined) =>
      source.at(place?.get(key), place?.at(key) ?? '#');
    const lane = { direction: spot.direction, encoding };
    const pair = pairs.schemas(
      schemaOf(pairs.before.source, before),
      schemaOf(pairs.after.source, after),
      lane,
    );
    this.#roots.push({ pair, spot });
  }

  /**
   * Compares the fields that no comparison of their own was made for: documentation, extensions, and
   * those that OpenAPI does not have.
   *
   * @param whole fields that were compared whatever their form is
   */
  others(
    { before, after }: Both,
    spot: Spot,
    compared: readonly string[],
    whole: readonly string[] = [],
  ): void {
    for (const key of new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])) {
      if (whole.includes(key)) continue;
      const isReadable = [before, after].every((each) => isWellFormed(key, each.get(key)));
      if (compared.includes(key) && isReadable) continue;
      if (canonical(before.get(key) ?? null) === canonical(after.get(key) ?? null)) continue;
      const places = { before: before.at(key), after: after.at(key) };
      if (documentation.includes(key) || key.startsWith('x-')) {
        this.report('annotation-changed', spot, `${key} changed`, places);
      } else {
        const message = `unknown field ${key} changed: its effect cannot be judged`;
        this.report('unknown-field-changed', spot, message, places);
      }
    }
  }

  /** Compares fields that have no effect where they are. */
  ineffective(both: Both, spot: Spot, keys: readonly string[]): void {
    this.asWhole(both, spot, keys, 'annotation-changed');
  }

  /** Compares fields without going into them. */
  asWhole({ before, after }: Both, spot: Spot, keys: readonly string[], rule: RuleId): void {
    for (const key of keys) {
      if (canonical(before.get(key) ?? null) === canonical(after.get(key) ?? null)) continue;
      const places = { before: before.at(key), after: after.at(key) };
      this.report(rule, spot, `${key} changed`, places);
    }
  }

  /** Compares the schemas, and reports what is in them after what surrounds them. */
  complete(): void {
    this.#pairs.complete();
    for (const { pair, spot } of this.#roots) {
      reportPair(pair, (found, path) => {
        const { operation, where } = spot;
        const { rule, message, before, after } = found;
        const place = path === '' ? where : `${where} ${path}`;
        this.findings.add({ rule, operation, where: place, message, before, after });
      });
    }
  }
}
