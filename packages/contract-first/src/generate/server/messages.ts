/**
 * Writes what the kit's senders need to know of a webhook or callback.
 *
 * @module
 */
import { essenceOf, isJson } from '../../contract/mediaTypes.ts';
import {
  type Header,
  isSchema,
  type JsonSchema,
  type MediaType,
  methods,
  type Parameter,
  type Response,
} from '../../document/model.ts';
import type { Outgoing } from '../../document/outgoing.ts';
import { resolvedOr } from '../../document/targets.ts';
import { flatten } from '../../schema/flatten.ts';
import { fieldsOf, withoutFiles } from './bodies.ts';
import { isFile } from './fileParts.ts';
import { parametersIn } from './parameters.ts';
import type { Scope } from './scope.ts';
import { Code, Members } from './source.ts';
import { kindOf } from './types/mediaTypes.ts';
import { parameterSchema, wireOf } from './wire.ts';
import { zodOf } from './zod.ts';

/** Methods that `fetch` does not send, and those of which it sends no body (Fetch, section 2.2.1). */
const neverSent = ['TRACE', 'CONNECT', 'TRACK'];
const withoutBody = ['GET', 'HEAD'];

/**
 * The argument of the kit's `sender` for a webhook or callback. What is sent is validated as responses
 * are, and answers as requests are.
 *
 * @throws Error for a request that `fetch` cannot send
 */
export function messageOf(outgoing: Outgoing, scope: Scope): Code {
  const { bound } = outgoing;
  const method = methodOf(bound.method);
  const sent: Scope = { ...scope, direction: 'response' };
  const message = new Members();
  message.set('name', Code.value(outgoing.name));
  if (outgoing.operation !== undefined) {
    message.set('operation', Code.value(outgoing.operation));
  }
  message.set('method', Code.value(method));
  // Those of the path are in the URL that the caller passes.
  const parameters = parametersIn(bound, 'query', 'querystring', 'header', 'cookie').map((each) =>
    parameterOf(each, sent),
  );
  if (parameters.length > 0) message.set('parameters', Code.list(parameters));
  const { requestBody } = bound;
  if (requestBody) {
    if (withoutBody.includes(method)) throw new Error(`A ${method} request cannot have a body`);
    const content = new Members();
    for (const [mediaType, media] of Object.entries(requestBody.content)) {
      content.set(mediaType, mediaOf(mediaType, media, sent));
    }
    const body = new Members().set('required', Code.value(requestBody.required === true));
    message.set('body', body.set('content', content.code).code);
  }
  return message.set('answers', answersOf(bound.responses, scope)).code;
}

/** The name of a method as requests have it. */
function methodOf(method: string): string {
  const isFixed = [...methods, 'query'].includes(method);
  const name = isFixed ? method.toUpperCase() : method;
  if (neverSent.includes(name.toUpperCase())) {
    throw new Error(`\`fetch\` sends no request with the method ${name}`);
  }
  return name;
}

/** A parameter by its name in the document. */
function parameterOf(parameter: Parameter, scope: Scope): Code {
  const { in: place, name, required } = parameter;
  const wire = wireOf(scope.document, parameter) ?? { in: place };
  const written = new Members();
  for (const [key, value] of Object.entries({ ...wire, name })) written.set(key, Code.value(value));
  if (required) written.set('required', Code.value(true));
  return written.set('schema', zodOf(parameterSchema(parameter), scope)).code;
}

function mediaOf(mediaType: string, media: MediaType, scope: Scope): Code {
  const { schema, itemSchema } = media;
  const written = new Members();
  const kind = kindOf(mediaType);
  if (itemSchema !== undefined) written.set('itemSchema', zodOf(itemSchema, scope));
  if (schema === undefined || kind === 'bytes') return written.code;
  if (kind === 'multipart') {
    written.set('schema', zodOf(withoutFiles(scope.document, schema, []), scope));
    const files = requiredFiles(schema, scope);
    if (files.length > 0) written.set('requiredFiles', Code.value(files));
  } else if (kind === 'text') {
    // Read from its text, as a parameter would be.
    const text = () => scope.helper('arrayFromText');
    written.set('schema', zodOf(schema, { ...scope, text }));
  } else {
    written.set('schema', zodOf(schema, scope));
  }
  if (kind === 'multipart' || kind === 'form') {
    const fields = fieldsOf(scope.document, media, essenceOf(mediaType));
    if (fields.length > 0) written.set('fields', Code.value(fields));
  }
  return written.code;
}

/** The names of the files that a form cannot be without. */
function requiredFiles(schema: JsonSchema, { document }: Scope): string[] {
  const { properties, required } = flatten(document, schema);
  if (!isSchema(properties) || !Array.isArray(required)) return [];
  return Object.entries(properties).flatMap(([name, each]) =>
    required.includes(name) && isSchema(each) && isFile(document, each) ? [name] : [],
  );
}

/** The answers that the document lists; any answer if it lists none. */
function answersOf(responses: Readonly<Record<string, Response>>, scope: Scope): Code {
  const answers = new Members();
  for (const [status, response] of Object.entries(responses)) {
    answers.set(
      status.replace(/xx$/, 'XX'),
      answerOf(response, { ...scope, direction: 'request' }),
    );
  }
  if (answers.isEmpty) answers.set('default', Code.value({}));
  return answers.code;
}

function answerOf({ headers = {}, content = {} }: Response, scope: Scope): Code {
  const written = new Members();
  const named = new Members();
  for (const [name, header] of Object.entries(headers)) {
    const { required } = resolvedOr<Header>(scope.document, header, {});
    named.set(name, Code.value(required ? { required } : {}));
  }
  if (!named.isEmpty) written.set('headers', named.code);
  const media = new Members();
  for (const [mediaType, { schema }] of Object.entries(content)) {
    const answered = new Members();
    if (schema !== undefined && isJson(essenceOf(mediaType))) {
      answered.set('schema', zodOf(schema, scope));
    }
    media.set(mediaType, answered.code);
  }
  if (!media.isEmpty) written.set('content', media.code);
  return written.code;
}
