/**
 * The operations of a document, by the file that their handlers are in.
 *
 * @module
 */
import { Contract, essenceOf, isJson } from '../../contract/contract.ts';
import {
  type BoundOperation,
  type Document,
  endpointOf,
  operations,
  statusKey,
} from '../../document/model.ts';
import { firstSuccess, Responses } from '../../mock/responses.ts';
import { comment, fileName, propertyName } from './source.ts';

/** The operations of one tag. */
export type Group = {
  /** The name of the file, without `.ts`. */
  readonly file: string;
  /** The name of the tag; undefined for operations without one. */
  readonly tag: string | undefined;
  readonly operations: readonly BoundOperation[];
};

/** A file of operations without a tag, and one whose tag has no letters. */
const UNTAGGED = 'operations';

/** Groups operations by their first tag. */
export function groupsOf(document: Document): Group[] {
  const byFile = Map.groupBy(operations(document), ({ operation: { tags = [] } }) => {
    const name = fileName(String(tags[0] ?? '')) || UNTAGGED;
    // The folder has a file of this name that lists the others.
    return name === 'index' ? 'index-handlers' : name;
  });
  return [...byFile].map(([file, found]) => ({
    file,
    tag: found[0]?.operation.tags?.[0],
    operations: found,
  }));
}

/** The comment that marks the place of an operation: `GET /books`. */
export const labelOf = ({ method, path }: BoundOperation): string =>
  comment(endpointOf({ method, path }));

/**
 * The lines that stand for an operation until its handler is written: what it is, and how the handler
 * could begin.
 *
 * @param example the body of a response as source, if there is one to show
 */
export function stubOf(operation: BoundOperation, example: string | undefined): string[] {
  const { summary } = operation.operation;
  const title = summary === undefined ? '' : `: ${comment(String(summary))}`;
  const inputs = inputsOf(operation);
  const taken = inputs.length === 0 ? '()' : `({ ${inputs.join(', ')} })`;
  const status = firstSuccess(operation) ?? 200;
  const documented = operation.responses[statusKey(operation.responses, status) ?? ''];
  const none = documented?.content ? '…' : 'undefined';
  const result = `({ status: ${status}, body: ${example ?? none} })`;
  return [
    `  // ${labelOf(operation)}${title}`,
    `  // ${comment(propertyName(operation.id))}: async ${taken} => ${result},`,
  ];
}

/** The parts of the request that a handler is given. */
function inputsOf({ parameters, requestBody }: BoundOperation): string[] {
  const has = (place: string) => parameters.some((each) => each.in === place);
  return [
    ...(has('path') ? ['params'] : []),
    ...(has('query') ? ['query'] : []),
    ...(requestBody ? [bodyNameOf(Object.keys(requestBody.content).map(essenceOf))] : []),
  ];
}

function bodyNameOf(types: readonly string[]): string {
  const isRead = (type: string) =>
    isJson(type) || type === 'application/x-www-form-urlencoded' || type.startsWith('text/');
  if (types.length > 1 || types.every(isRead)) return 'body';
  return types[0] === 'multipart/form-data' ? 'form' : 'content';
}

/** In characters. */
const LONGEST_EXAMPLE = 200;

/** Makes bodies for examples, as source on one line; undefined for one that is long or no JSON. */
export function exampleMaker(
  document: Document,
): (operation: BoundOperation) => string | undefined {
  const responses = new Responses(document, new Contract(document));
  return (operation) => {
    const status = firstSuccess(operation);
    const response = status === undefined ? undefined : responses.find(operation, { code: status });
    if (response?.value === undefined || response.headers.Location !== undefined) return undefined;
    const text = comment(JSON.stringify(response.value));
    return text.length <= LONGEST_EXAMPLE ? text : undefined;
  };
}
