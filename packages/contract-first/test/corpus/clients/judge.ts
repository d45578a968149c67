/**
 * Judges a request that a client has sent by the document: its path, query, headers, cookies and body are read
 * by OpenAPI's rules, validated by ajv, and compared with what the client was given.
 *
 * @module
 */
import type { IncomingHttpHeaders } from 'node:http';
import {
  type BoundOperation,
  type Document,
  isJson,
  type JsonSchema,
} from 'contract-first/contract';
import { Validator } from 'contract-first/schema';
import {
  credentialFieldOf,
  type SecurityScheme,
  securitySchemes,
} from '../../../src/verify/credentials.ts';
import type { Inputs } from '../../../src/verify/exchange.ts';
import { BodyReader } from './bodies.ts';
import { PairReader, pairsOf, readText, type Styled, styled } from './parameters.ts';
import { differenceOf, isSame } from './sameness.ts';
import { TextReader } from './texts.ts';

/** A request as it came over the socket. */
export type Arrived = {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** What is wrong with a request, or with what a client has made of a response. */
export type Fault = {
  /** The same for faults with the same cause, such as `query: missing`. */
  readonly kind: string;
  readonly text: string;
};

/** What a request is judged by. */
export type Expected = {
  readonly operation: BoundOperation;
  /** The path of the server's URL, without a slash at its end. */
  readonly basePath: string;
  /** What the client was given, as values of the document. */
  readonly given: Inputs;
  /** Credentials that the client has, by security scheme. */
  readonly credentials: Readonly<Record<string, string>>;
};

/**
 * Headers that are no arguments: those that OpenAPI leaves to other parts of a document (3.1.1, section 4.8.12.1),
 * and those of the connection, even if a document calls them parameters.
 */
export const isSpecial = (name: string): boolean =>
  /^(accept|content-type|authorization|transfer-encoding|content-length|connection|host|expect|te|trailer|upgrade)$/i.test(
    name,
  );
/** A header that a client makes up by itself, so that it is no argument. */
export const isMadeUp = (name: string): boolean => name.toLowerCase() === 'idempotency-key';

export class Judge {
  readonly #validator: Validator;
  readonly #reader: TextReader;
  readonly #bodies: BodyReader;
  readonly #schemes: readonly SecurityScheme[];

  constructor(document: Document) {
    this.#validator = new Validator(document, 'request');
    this.#reader = new TextReader(document, this.#validator);
    this.#bodies = new BodyReader(document, this.#reader);
    this.#schemes = securitySchemes(document);
  }

  /** Everything that is wrong with a request. */
  async judge(expected: Expected, arrived: Arrived): Promise<Fault[]> {
    const { operation } = expected;
    if (arrived.method !== operation.method.toUpperCase() && arrived.method !== operation.method) {
      return [fault('method', `${arrived.method} instead of ${operation.method}`)];
    }
    return [
      ...this.#path(expected, arrived),
      ...this.#query(expected, arrived),
      ...this.#headers(expected, arrived),
      ...this.#cookies(expected, arrived),
      ...(await this.#body(expected, arrived)),
      ...this.#credentials(expected, arrived),
    ];
  }

  #path({ operation, basePath, given }: Expected, { target }: Arrived): Fault[] {
    const [path = ''] = target.split('?');
    if (!path.startsWith(`${basePath}/`) && path !== basePath) {
      return [fault('path: not below the URL of the server', `${path}, not below ${basePath}`)];
    }
    const [template = ''] = operation.path.split(/[?#]/);
    const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
    const match = new RegExp(`^${patternOf(template)}$`, 's').exec(path.slice(basePath.length));
    if (!match) return [fault('path: not that of the operation', `${path} for ${template}`)];
    return names.flatMap((name, at) => {
      const parameter = operation.parameters.find(
        (each) => each.in === 'path' && each.name === name,
      );
      if (!parameter) return [];
      const wanted = styled(parameter);
      const value = readText(this.#reader, wanted, match[at + 1] ?? '', given.path[name])?.value;
      return this.#compared('path', wanted, value, given.path[name]);
    });
  }

  #query({ operation, given, credentials }: Expected, { target }: Arrived): Fault[] {
    const pairs = pairsOf(target.includes('?') ? target.slice(target.indexOf('?') + 1) : '');
    const reader = new PairReader(this.#reader, pairs);
    const parameters = operation.parameters.filter((each) => each.in === 'query').map(styled);
    const others = new Set(parameters.map(({ name }) => name));
    const keys = this.#schemes
      .filter(({ key, in: place }) => place === 'query' && Object.hasOwn(credentials, key))
      .map(({ name }) => name);
    for (const key of keys) others.add(key);
    const faults = parameters.flatMap((parameter) => {
      const hint = given.query[parameter.name];
      const found = reader.read(parameter, others, hint);
      if (keys.includes(parameter.name)) return [];
      return this.#present('query', parameter, found, hint, operation);
    });
    const [, fixed = ''] = /\?([^#]*)/.exec(operation.path) ?? [];
    for (const { name, raw } of pairsOf(fixed)) {
      if (pairs.some((pair) => pair.name === name && (raw.includes('{') || pair.raw === raw))) {
        reader.taken.add(name);
      } else if (!raw.includes('{'))
        faults.push(fault('query: that of the path is missing', fixed));
    }
    const unknown = pairs.find(({ name }) => !reader.taken.has(name) && !keys.includes(name));
    if (unknown) faults.push(fault('query: unknown parameter', `${unknown.name}=${unknown.raw}`));
    return faults;
  }

  #headers({ operation, given }: Expected, { headers }: Arrived): Fault[] {
    return operation.parameters
      .filter((each) => each.in === 'header' && !isSpecial(each.name))
      .flatMap((each) => {
        const parameter = styled(each);
        const sent = headers[each.name.toLowerCase()];
        const raw = Array.isArray(sent) ? sent.join(',') : sent;
        const hint = given.header[each.name];
        const isOwn = hint !== undefined || each.required === true;
        if (this.#isCredential('header', each.name) || (!isOwn && isUsual(each.name))) return [];
        const found = raw === undefined ? undefined : readText(this.#reader, parameter, raw, hint);
        if (isMadeUp(each.name)) {
          return found || !each.required ? [] : [fault('header: missing', each.name)];
        }
        return this.#present('header', parameter, found, hint, operation);
      });
  }

  #cookies({ operation, given }: Expected, { headers }: Arrived): Fault[] {
    const pairs = (headers.cookie ?? '')
      .split(/; ?/)
      .flatMap((each) => pairsOf(each.replaceAll('+', '%2B')));
    const reader = new PairReader(this.#reader, pairs);
    const parameters = operation.parameters.filter((each) => each.in === 'cookie').map(styled);
    const others = new Set([
      ...parameters.map(({ name }) => name),
      ...this.#schemes.filter((each) => each.in === 'cookie').map(({ name }) => name),
    ]);
    return parameters.flatMap((parameter) => {
      if (this.#isCredential('cookie', parameter.name)) return [];
      const hint = given.cookie[parameter.name];
      const found = reader.read(parameter, others, hint);
      return this.#present('cookie', parameter, found, hint, operation);
    });
  }

  async #body({ operation, given }: Expected, { headers, body }: Arrived): Promise<Fault[]> {
    const { requestBody } = operation;
    if (!requestBody) return body.length > 0 ? [fault('body: not wanted', short(body))] : [];
    const contentType = headers['content-type'];
    if (body.length === 0) {
      if (given.body === undefined) {
        return requestBody.required ? [fault('body: missing', 'a body is required')] : [];
      }
      const { mediaType, value } = given.body;
      // JSON has a text for everything; where it is optional, an object without fields may be left out.
      const mayBeEmpty = !requestBody.required || !isJson(mediaType);
      return mayBeEmpty && isWrittenAsNothing(value)
        ? []
        : [fault('body: missing', `although it was given as ${shown(value)}`)];
    }
    if (contentType === undefined) return [fault('body: no Content-Type', short(body))];
    const hint = given.body?.value;
    const read = await this.#bodies
      .read(requestBody.content, contentType, body, hint)
      .catch((error: Error) => fault('body: cannot be read', `${error.message}: ${short(body)}`));
    if ('kind' in read) return [read];
    const { value, media, mediaType, unknown } = read;
    if (given.body === undefined) return [fault('body: sent, but not given', short(body))];
    const [name] = unknown;
    if (name !== undefined) return [fault('body: unknown field of a form', name)];
    const schema = media.schema ?? {};
    const invalid = isSequenceOf(media) ? [] : this.#invalid(`body: ${mediaType}`, schema, value);
    if (invalid.length > 0) return [...invalid];
    return isSame(value, hint)
      ? []
      : [fault(`body: ${mediaType}: not what was given`, differenceOf(hint, value))];
  }

  #credentials({ operation, credentials }: Expected, arrived: Arrived): Fault[] {
    const { security } = operation;
    if (security.length === 0) return [];
    const isGiven = (key: string) => Object.hasOwn(credentials, key);
    const possible = security.filter((each) => Object.keys(each).every(isGiven));
    if (possible.length === 0) return [];
    const isMet = possible.some((each) =>
      Object.keys(each).every((key) => {
        const scheme = this.#schemes.find((one) => one.key === key);
        return !scheme || isSent(scheme, credentials[key] ?? '', arrived);
      }),
    );
    if (isMet) return [];
    const wanted = possible.map((each) => Object.keys(each).join(' and ')).join(' or ');
    return [fault('credentials: missing', wanted)];
  }

  #isCredential(place: string, name: string): boolean {
    return this.#schemes.some(
      (each) =>
        each.type === 'apiKey' &&
        each.in === place &&
        each.name.toLowerCase() === name.toLowerCase(),
    );
  }

  #present(
    place: 'query' | 'header' | 'cookie',
    parameter: Styled,
    found: { readonly value: unknown } | undefined,
    hint: unknown,
    operation: BoundOperation,
  ): Fault[] {
    if (found) return this.#compared(place, parameter, found.value, hint);
    const isRequired = operation.parameters.some(
      (each) => each.in === place && each.name === parameter.name && each.required,
    );
    // An empty list or object is written as nothing.
    if (hint === undefined ? !isRequired : isWrittenAsNothing(hint)) return [];
    return [fault(`${place}: missing`, `${parameter.name} = ${shown(hint)}`)];
  }

  #compared(place: string, parameter: Styled, value: unknown, hint: unknown): Fault[] {
    const { name, schema, style, explode } = parameter;
    const manner = parameter.content ? 'content' : `${style}${explode ? ', exploded' : ''}`;
    const invalid = this.#invalid(`${place} (${manner})`, schema, value, name);
    if (invalid.length > 0) return invalid;
    if (hint === undefined)
      return [fault(`${place}: sent, but not given`, `${name}: ${shown(value)}`)];
    if (isSame(value, hint)) return [];
    return [
      fault(`${place} (${manner}): not what was given`, `${name}: ${differenceOf(hint, value)}`),
    ];
  }

  #invalid(kind: string, schema: JsonSchema, value: unknown, name = ''): Fault[] {
    const [first] = this.#validator.faults(schema, value);
    if (!first) return [];
    const { keyword, message, instancePath } = first;
    const text = `${name} ${message} at "${instancePath}": ${shown(value)}`.trim();
    return [fault(`${kind}: invalid: ${keyword}`, text)];
  }
}

const fault = (kind: string, text: string): Fault => ({ kind, text: text.slice(0, 500) });
const short = (body: Buffer): string => body.toString().slice(0, 160);
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);

const isSequenceOf = (media: object): boolean => 'itemSchema' in media;

/** Headers that clients send by themselves. */
const isUsual = (name: string): boolean =>
  /^(user-agent|host|connection|accept-.*|content-.*|cache-control|pragma|x-.*-(version|client|retry.*)|x-request-id|te|origin|referer)$/i.test(
    name,
  );

/** Whether a value has no text at all: an empty list or object, or an empty text as a body. */
const isWrittenAsNothing = (value: unknown): boolean =>
  value === '' ||
  value === null ||
  (typeof value === 'object' && value !== null && Object.values(value).every(isWrittenAsNothing));

/** A template as the source of a regular expression: literals encoded or not, parameters as groups. */
const patternOf = (template: string): string =>
  template
    .split(/(\{[^{}]+\})/)
    .map((part, at) => (at % 2 === 1 ? '([^/]*)' : [...part].map(literal).join('')))
    .join('');

function literal(char: string): string {
  const plain = char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (/[\w/-]/.test(char)) return plain;
  const encoded = [...Buffer.from(char)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .map(([high = '', low = '']) => `%${anyCase(high)}${anyCase(low)}`)
    .join('');
  return `(?:${plain}|${encoded})`;
}

const anyCase = (digit: string): string => `[${digit.toLowerCase()}${digit.toUpperCase()}]`;

/** Whether a request has a credential where its scheme wants it. */
function isSent(scheme: SecurityScheme, credential: string, { target, headers }: Arrived): boolean {
  // Another layer than HTTP.
  if (scheme.type === 'mutualTLS') return true;
  const field = credentialFieldOf(scheme, credential);
  if (field.in === 'query') {
    const pairs = pairsOf(target.includes('?') ? target.slice(target.indexOf('?') + 1) : '');
    return pairs.some(({ name, text }) => name === field.name && text === field.value);
  }
  if (field.name === 'Cookie') {
    return (headers.cookie ?? '').split(/; ?/).some((each) => each === field.value);
  }
  const sent = String(headers[field.name.toLowerCase()] ?? '');
  // The name of a scheme has no case (RFC 9110, section 11.1).
  const known = field.value.toLowerCase();
  return (
    sent === field.value ||
    (sent.toLowerCase() === known && sent.endsWith(credentialPart(field.value)))
  );
}

const credentialPart = (value: string): string => value.slice(value.indexOf(' ') + 1);
