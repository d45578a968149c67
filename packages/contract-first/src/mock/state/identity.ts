/**
 * Which property of a resource has its id, and what `links` and `Location` say of it.
 *
 * @module
 */
import type { Contract } from '../../contract/contract.ts';
import { keyOf } from '../../contract/paging/responseFields.ts';
import { examplesOf } from '../../document/examples.ts';
import {
  type BoundOperation,
  type Document,
  type Header,
  isSchema,
  type JsonSchema,
  resolve,
} from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';

const usual = ['id', 'uuid', 'guid', 'key', 'slug', 'name', 'number', 'code', 'sid', 'token'];

/**
 * The property with the id that the parameter of a path has.
 *
 * @param parameter undefined where no path has one
 * @param noun `pet` for `/pets`
 */
export function idFieldOf(
  document: Document,
  schemas: readonly JsonSchema[],
  parameter: string | undefined,
  noun: string,
): string | undefined {
  const scalars = schemas
    .flatMap((schema) => propertiesOf(flatten(document, schema)))
    .filter(([, schema]) =>
      typesOf(flatten(document, schema)).every((type) => /string|integer|number|null/.test(type)),
    )
    .map(([name]) => name);
  const find = (wanted: string) => scalars.find((name) => keyOf(name) === wanted);
  const own = parameter === undefined ? undefined : keyOf(parameter);
  const withoutNoun = own?.startsWith(noun) ? own.slice(noun.length) : own;
  const wanted = [
    ...(own === undefined ? [] : [own]),
    ...(withoutNoun ? [withoutNoun] : []),
    'id',
    `${noun}id`,
    ...(own === undefined ? ['uuid'] : usual),
  ];
  return wanted.map(find).find((name) => name !== undefined);
}

/** What an operation says of what it has created. */
export type Linked = {
  readonly operation: BoundOperation;
  /** The property with the id. */
  readonly field: string | undefined;
};

/** The operation that reads what another one has created, by `links` or the example of `Location`. */
export function linkedTo(
  document: Document,
  contract: Contract,
  bound: BoundOperation,
): Linked | undefined {
  const successes = Object.entries(bound.responses).filter(([status]) => /^2/.test(status));
  for (const [, { links = {}, headers = {} }] of successes) {
    for (const written of Object.values(links)) {
      const link: Readonly<Record<string, unknown>> = { ...resolvedOr(document, written, {}) };
      const operation = contract.operations.get(String(link.operationId));
      if (operation?.method !== 'get' || !/\}\/?$/.test(operation.path)) continue;
      const values = isSchema(link.parameters) ? Object.values(link.parameters) : [];
      const [field] = values.flatMap((value) => {
        const [, name] = /^\$response\.body#\/(?:[^/]+\/)?([^/]+)$/.exec(String(value)) ?? [];
        return name === undefined ? [] : [name];
      });
      if (field !== undefined) return { operation, field };
    }
    for (const [name, written] of Object.entries(headers)) {
      if (name.toLowerCase() !== 'location') continue;
      const header = resolve<Header>(document, written);
      for (const { value } of examplesOf(document, header)) {
        if (typeof value !== 'string' || !URL.canParse(value, 'http://mock')) continue;
        const operation = contract.match('GET', new URL(value, 'http://mock').pathname);
        if (operation && /\}\/?$/.test(operation.path)) return { operation, field: undefined };
      }
    }
  }
  return undefined;
}
