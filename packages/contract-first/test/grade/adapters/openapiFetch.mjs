/**
 * `node openapiFetch.mjs FOLDER DOCUMENT`: openapi-fetch, installed in the folder. Its callers name
 * method and path, and say how a body is written and an answer is read; all that as the document has it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { bytesOf, errorOf, Reported, serve, withFiles } from './protocol.mjs';

const [, , folder, version, document] = process.argv;
const entry = createRequire(`${folder}/package.json`).resolve('openapi-fetch');
// Its entry for `require`, which is what a file of another project can be resolved by.
const { default: exported } = await import(pathToFileURL(entry).href);
const createClient = exported.default ?? exported;
const { paths } = JSON.parse(readFileSync(document, 'utf8'));

const operations = new Map(
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, { operationId }]) => operationId)
      .map(([method, operation]) => [
        operation.operationId,
        { path, method: method.toUpperCase(), operation },
      ]),
  ),
);

const formOf = (body) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(withFiles(body))) {
    for (const each of [value].flat()) {
      const isJson = typeof each === 'object' && !(each instanceof Blob);
      form.append(
        name,
        isJson ? new Blob([JSON.stringify(each)], { type: 'application/json' }) : each,
      );
    }
  }
  return form;
};

/** How a body is written, as callers say it. */
const bodyOf = (mediaType, body) => {
  if (mediaType === 'multipart/form-data') return { body, bodySerializer: formOf };
  if (/json$/.test(mediaType)) return { body, headers: { 'Content-Type': mediaType } };
  if (mediaType === 'application/x-www-form-urlencoded')
    return { body, headers: { 'Content-Type': mediaType } };
  return {
    body: withFiles(body),
    bodySerializer: (each) => each,
    headers: { 'Content-Type': mediaType },
  };
};

/** The style of the query, if all its parameters have the same. */
const querySerializer = ({ parameters = [] }) => {
  const [first, ...others] = parameters.filter((each) => each.in === 'query');
  if (!first || others.length > 0) return {};
  const { style = 'form', explode = style === 'form', allowReserved = false } = first;
  return {
    querySerializer: { array: { style, explode }, object: { style, explode }, allowReserved },
  };
};

serve({
  about: {
    ...{ client: 'openapi-fetch', version, language: 'TypeScript' },
    capabilities: ['abort'],
  },
  create: ({ baseUrl, headers }) => createClient({ baseUrl, ...(headers && { headers }) }),
  async call(client, { operation: id, args, options }, signal) {
    const { path, method, operation } = operations.get(id);
    const types = Object.keys(operation.responses['200']?.content ?? {});
    const parseAs =
      types[0] === 'application/octet-stream'
        ? 'blob'
        : (args.accept ?? types[0]) === 'text/plain'
          ? 'text'
          : undefined;
    const written =
      'body' in args
        ? bodyOf(args.contentType ?? Object.keys(operation.requestBody.content)[0], args.body)
        : {};
    const { data, error, response } = await client[method](path, {
      params: { path: args.path, query: args.query, header: args.header, cookie: args.cookie },
      ...written,
      ...querySerializer(operation),
      ...(parseAs && { parseAs }),
      headers: {
        ...written.headers,
        ...options.headers,
        ...(args.accept && { Accept: args.accept }),
      },
      signal,
    });
    if (!response.ok) throw new Reported({ kind: 'status', status: response.status, body: error });
    return { status: response.status, ...(data !== undefined && { body: await bytesOf(data) }) };
  },
  errorOf,
});
