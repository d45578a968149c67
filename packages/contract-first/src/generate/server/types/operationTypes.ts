/**
 * The entry of an operation in `Operations`: what its handler gets and may return.
 *
 * @module
 */
import type { BoundOperation, Header, Parameter, Response } from '../../../document/model.ts';
import { resolvedOr } from '../../../document/targets.ts';
import { commentOf } from '../../typescript/types/comment.ts';
import type { ComponentTypes } from '../../typescript/types/componentTypes.ts';
import { hasDefault, type TypeScope, typeOf } from '../../typescript/types/schemaType.ts';
import {
  atom,
  type Member,
  NEVER,
  objectOf,
  type TypeText,
  UNDEFINED,
  union,
  valueType,
} from '../../typescript/types/typeText.ts';
import { nameOf, parametersIn } from '../parameters.ts';
import { requestBodyTypes, responseBodyType } from './bodyTypes.ts';
import { mediaTypeType } from './mediaTypes.ts';

const PROBLEM = 'application/problem+json';

/** The type of one operation's entry. */
export function operationType(bound: BoundOperation, types: ComponentTypes): TypeText {
  const request = types.scope('request');
  const { body, form, content } = requestBodyTypes(bound.requestBody, request);
  const parameters = (...places: readonly string[]) =>
    parametersType(parametersIn(bound, ...places), request);
  return entryType({
    params: parameters('path'),
    // The whole query as one value (`in: querystring`) is among the query parameters.
    query: parameters('query', 'querystring'),
    headers: parameters('header'),
    cookies: parameters('cookie'),
    body,
    form,
    content,
    ...securityTypes(bound),
    results: resultsType(bound, types.scope('response')),
  });
}

/** An entry of an interface, each of whose fields is present. */
export const entryType = (fields: Readonly<Record<string, TypeText>>): TypeText =>
  objectOf(Object.entries(fields).map(([name, type]) => ({ name, type, isOptional: false })));

/** The parameters of one place as an object; undefined if there are none. */
function parametersType(parameters: readonly Parameter[], scope: TypeScope): TypeText {
  if (parameters.length === 0) return UNDEFINED;
  const members = parameters.map((parameter): Member => {
    const [media = parameter] = Object.values(parameter.content ?? {});
    const isPresent =
      parameter.in === 'path' || parameter.required || hasDefault(scope.document, media.schema);
    return {
      name: nameOf(parameter),
      type: typeOf(media.schema, scope),
      isOptional: !isPresent,
      comment: commentOf(parameter.description),
    };
  });
  // Names of headers differ only in case.
  return objectOf([...new Map(members.map((member) => [member.name, member])).values()]);
}

/** The security schemes of an operation, and whether a request may have no credentials. */
function securityTypes({ security }: BoundOperation): Readonly<Record<string, TypeText>> {
  const schemes = security.flatMap((requirement) => Object.keys(requirement));
  const isOptional = security.some((requirement) => Object.keys(requirement).length === 0);
  const needed = security.length === 0 ? 'none' : isOptional ? 'optional' : 'required';
  return { security: union(schemes.map(valueType)), credentials: valueType(needed) };
}

/** All results that a handler may return; problems are thrown. */
function resultsType({ responses }: BoundOperation, scope: TypeScope): TypeText {
  const statuses = Object.keys(responses);
  if (statuses.length === 0) return atom('kit.UntypedResult');
  return union(
    Object.entries(responses).flatMap(([status, response]) =>
      resultTypes(statusType(status, statuses), response, scope),
    ),
  );
}

/** A status, or all that a range or `default` stands for beside those that are listed. */
export function statusType(status: string, listed: readonly string[]): TypeText {
  if (/^[1-5]\d\d$/.test(status)) return atom(status);
  const others = union(
    listed
      .filter((each) => each !== status && each !== 'default')
      .map((each) => (/^[1-5]\d\d$/.test(each) ? atom(each) : valueType(each.toUpperCase()))),
  );
  const range = status === 'default' ? status : status.toUpperCase();
  return atom(`kit.AnyStatus<${valueType(range).text}, ${others.text}>`);
}

function resultTypes(status: TypeText, response: Response, scope: TypeScope): TypeText[] {
  if (status.text === '101') return [atom('kit.Switch')];
  const media = Object.entries(response.content ?? {});
  const headers = headersType(response, scope);
  const result = (members: readonly Member[]) =>
    objectOf([{ name: 'status', type: status, isOptional: false }, ...members, headers]);
  if (media.length === 0) {
    return [
      result([
        { name: 'body', type: NEVER, isOptional: true },
        { name: 'mediaType', type: NEVER, isOptional: true },
      ]),
    ];
  }
  const returned = media.filter(([mediaType]) => mediaType !== PROBLEM);
  return returned.map(([mediaType, each], at) =>
    result([
      { name: 'body', type: responseBodyType(mediaType, each, scope), isOptional: false },
      // The first one is meant unless another is named.
      { name: 'mediaType', type: mediaTypeType(mediaType), isOptional: at === 0 },
    ]),
  );
}

/** The headers of a response, each a text. */
export function headersType({ headers = {} }: Response, { document }: TypeScope): Member {
  const members = Object.entries(headers)
    // It is the media type of the body (OpenAPI 3.1.1, section 4.8.17).
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, header]): Member => {
      const { required, description } = resolvedOr<Header>(document, header, {});
      const type = atom('string');
      return { name, type, isOptional: required !== true, comment: commentOf(description) };
    });
  if (members.length === 0) return { name: 'headers', type: NEVER, isOptional: true };
  const isOptional = members.every((member) => member.isOptional);
  return { name: 'headers', type: objectOf(members), isOptional };
}
