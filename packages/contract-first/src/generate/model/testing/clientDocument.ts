import type { Document, PathItem } from '../../../document/model.ts';
import type { MethodModel, ReadClient, ResourceModel } from '../clientModel.ts';
import { type ReadOptions, readClient } from '../readClient.ts';
import { toCamel } from '../words.ts';

/** A document of some paths. */
export const documentOf = (
  paths: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): Document => ({
  openapi: '3.2.0',
  info: { title: 'Example API', version: '1' },
  // Tests state documents as they are read, faulty ones as well.
  paths: paths as Readonly<Record<string, PathItem>>,
  ...rest,
});

/** A response with a JSON body. */
export const ok = (schema: object, rest: object = {}) => ({
  200: { description: 'OK', content: { 'application/json': { schema } }, ...rest },
});

/** The methods of a client, in the order of its resources. */
export function methodsOf({ model }: ReadClient): MethodModel[] {
  const inside = ({ methods, resources }: ResourceModel): MethodModel[] => [
    ...methods,
    ...resources.flatMap(inside),
  ];
  return inside(model.root);
}

/** The only method of a client for some paths. */
export function methodOf(document: Document, options?: ReadOptions): MethodModel {
  const [method, ...others] = methodsOf(readClient(document, options));
  if (!method || others.length > 0) throw new RangeError('Not exactly one method');
  return method;
}

/** A method's name as users of TypeScript type it. */
export const textOf = ({ resource, name }: Pick<MethodModel, 'resource' | 'name'>): string =>
  [...resource, name].map(toCamel).join('.');

/** The names of all methods, by `GET /path`. */
export const namesOf = (client: ReadClient): Record<string, string> =>
  Object.fromEntries(
    methodsOf(client).map((method) => [`${method.verb} ${method.path}`, textOf(method)]),
  );

/** Rules of the notices. */
export const rulesOf = ({ notices }: ReadClient): string[] => notices.map(({ rule }) => rule);
