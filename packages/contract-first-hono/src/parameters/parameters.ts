/**
 * The parameters of an operation, read and validated.
 *
 * @module
 */
import type { RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Environment } from '../environment.ts';
import type { Operation } from '../operation.ts';
import { invalidRequest } from '../problems/validation.ts';
import { addressOf } from '../routing/address.ts';
import { adjacentIn, templateOf } from '../routing/template.ts';
import { type Parse, parserOf } from '../zod/reader.ts';
import { queryOf } from './query.ts';
import { cookieReader, headerReader, pathReader, queryReader } from './readers.ts';
import type { Values } from './wire.ts';

/** The parameters of a path, as the router found them. */
export type PathValues = { readonly names: readonly string[]; readonly raws: readonly string[] };

type Read = (c: Context<Environment>, path: PathValues) => Values;

/** Parameters as a handler gets them; undefined for a place without any. */
export type ParameterInput = {
  params?: unknown;
  query?: unknown;
  headers?: unknown;
  cookies?: unknown;
};

/**
 * Prepares reading the parameters of an operation.
 *
 * @returns a function that throws a ProblemError `invalid_request` for invalid parameters
 */
export function parametersOf(
  { wire, path: template }: Operation,
  request: RouteConfig['request'],
): (c: Context<Environment>, path: PathValues) => ParameterInput {
  const at = (...places: readonly string[]) => wire.filter((each) => places.includes(each.in));
  const query = queryReader(namesIn(request?.query), at('query', 'querystring'));
  const path = pathReader(at('path'));
  const headers = headerReader(namesIn(request?.headers), at('header'));
  const cookies = cookieReader(namesIn(request?.cookies), at('cookie'));
  const places: { key: keyof ParameterInput; place: string; parse: Parse; read: Read }[] = [];
  const add = (key: keyof ParameterInput, place: string, schema: unknown, read: Read): void => {
    if (schema instanceof z.ZodType) places.push({ key, place, parse: parserOf(schema), read });
  };
  add('query', 'query', request?.query, (c) => query(queryOf(c), addressOf(c.req.url).search));
  add('params', 'path', request?.params, (_c, { names, raws }) => path(names, raws));
  add('headers', 'header', request?.headers, (c) => headers((name) => c.req.header(name)));
  add('cookies', 'cookie', request?.cookies, (c) => cookies(c.req.header('Cookie')));
  const adjacent = adjacentIn(templateOf(template));
  return (c, values) => {
    const input: ParameterInput = {};
    for (const { key, place, parse, read } of places) {
      let result = parse(read(c, values));
      if (place === 'path' && !result.success) {
        for (const other of otherReadings(values, adjacent)) {
          const found = parse(read(c, other));
          if (!found.success) continue;
          result = found;
          break;
        }
      }
      if (!result.success) throw invalidRequest(place, result.error);
      input[key] = result.data;
    }
    return input;
  };
}

/** So many characters of an address are tried as the end of a parameter. */
const MOST_READINGS = 256;

/** The other readings of parameters that follow one another without anything between them. */
function* otherReadings(
  { names, raws }: PathValues,
  adjacent: readonly number[],
): Generator<PathValues> {
  for (const at of adjacent) {
    const text = `${raws[at]}${raws[at + 1]}`;
    for (let end = text.length - 2; end > 0 && end > text.length - MOST_READINGS; end--) {
      const [first, second] = [text.slice(0, end), text.slice(end)];
      // Not within an escape.
      if (/%.?$/.test(first)) continue;
      yield { names, raws: [...raws.slice(0, at), first, second, ...raws.slice(at + 2)] };
    }
  }
}

/** The names of the properties of an object's schema. */
const namesIn = (schema: unknown): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
