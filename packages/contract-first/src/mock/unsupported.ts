import { METHODS } from 'node:http';
import { essenceOf } from '../contract/contract.ts';
import { additionalOperationsIn, type LocatedValue, valuesIn } from '../document/locations.ts';
import { type Document, methods } from '../document/model.ts';
import { isSequence } from './sequences.ts';

/** Something of a document that a mock does not do. */
export type Unsupported = {
  /** Where, as a reference (RFC 6901). */
  readonly pointer: string;
  readonly message: string;
};

/** A document has something that a mock cannot answer by. */
export class UnsupportedDocument extends Error {
  override readonly name = 'UnsupportedDocument';
  readonly places: readonly Unsupported[];

  constructor(places: readonly Unsupported[]) {
    const lines = places.map(({ pointer, message }) => `  ${pointer}: ${message}`);
    super(`The mock cannot serve this document:\n${lines.join('\n')}`);
    this.places = places;
  }
}

/** What is in a document that a mock would have to leave out. */
export function unsupportedIn(document: Document): Unsupported[] {
  const all = [
    ...additionalOperationsIn(document)
      .map(({ pointer }) => pointer)
      .flatMap(methodAt),
    ...[...valuesIn(document)].flatMap(bearerAt),
  ];
  // Requests of others are not taken.
  return all.filter(({ pointer }) => !/^#\/webhooks\/|\/callbacks\//.test(pointer));
}

/** A method that no request to a server of Node.js can have. */
function methodAt(pointer: string): Unsupported[] {
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
  if ([...methods, 'query'].includes(name.toLowerCase())) {
    return [{ pointer, message: `${name} has a field of its own in a path item` }];
  }
  if (METHODS.includes(name) && name !== 'CONNECT') return [];
  return [{ pointer, message: `Node.js does not accept requests with the method ${name}` }];
}

function bearerAt({ kind, key, pointer, value }: LocatedValue): Unsupported[] {
  if (kind === 'parameter') {
    if (!('in' in value) || value.in !== 'querystring') return [];
    return [{ pointer, message: 'a parameter for the whole query string is not supported' }];
  }
  if (!('itemSchema' in value) || isSequence(essenceOf(key))) return [];
  return [{ pointer, message: `streamed items of ${key} are not supported` }];
}
