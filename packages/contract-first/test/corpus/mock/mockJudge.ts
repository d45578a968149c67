/**
 * Judges answers of a mock by the document: status, media type and headers as documented, the body valid
 * by ajv.
 *
 * @module
 */
import {
  type BoundOperation,
  type Contract,
  type Document,
  isJson,
  type JsonSchema,
} from 'contract-first/contract';
import { type unsatisfiableIn, Validator } from 'contract-first/schema';
import { essenceOf, mediaTypeIn } from '../../../src/contract/contract.ts';
import { statusKey } from '../../../src/document/model.ts';
import { isSequence, itemsOf } from '../../../src/mock/sequences.ts';
import { possibleTypes } from '../../../src/schema/possibleTypes.ts';
import type { Received } from '../../../src/verify/exchange.ts';
import { faultOf } from '../verdicts.ts';

/** What is wrong with an answer. */
export type Fault = { readonly kind: string; readonly text: string };

/** Statuses without a body (RFC 9110, section 15). */
const bodiless = new Set([101, 204, 205, 304]);
const EVENTS = 'text/event-stream';

export class MockJudge {
  readonly #document: Document;
  readonly #contract: Contract;
  readonly #validator: Validator;
  readonly #unsatisfiable: ReturnType<typeof unsatisfiableIn>;

  constructor(
    document: Document,
    contract: Contract,
    unsatisfiable: ReturnType<typeof unsatisfiableIn>,
  ) {
    this.#document = document;
    this.#contract = contract;
    this.#validator = new Validator(document, 'response');
    this.#unsatisfiable = unsatisfiable;
  }

  /** What is wrong with the answer to a valid request. */
  ofSuccess(operation: BoundOperation, received: Received): Fault | undefined {
    const { status } = received;
    const key = statusKey(operation.responses, status);
    if (status >= 400 || key === undefined) {
      const kind = key === undefined ? `status ${status} is not documented` : `status ${status}`;
      return { kind, text: received.text.slice(0, 300) };
    }
    const keys = Object.keys(operation.responses);
    const hasSuccess = keys.some((each) => /^(2..|default)$/i.test(each));
    if (status >= 300 && hasSuccess) return { kind: 'a redirection, not the success', text: '' };
    return this.#content(operation, received);
  }

  /** What is wrong with the answer to an invalid request. */
  ofRefusal(operation: BoundOperation, received: Received): Fault | undefined {
    const { status, text } = received;
    if (status < 400 || status >= 500) {
      return { kind: `status ${status} for an invalid request`, text: text.slice(0, 200) };
    }
    const key = statusKey(operation.responses, status);
    const listed = Object.keys(operation.responses).filter((each) => /^(4..|default)$/i.test(each));
    if (key === undefined) {
      if (listed.length === 0) return undefined;
      return { kind: `refused with ${status}, which is not documented`, text: listed.join(', ') };
    }
    return this.#content(operation, received);
  }

  #content(operation: BoundOperation, received: Received): Fault | undefined {
    const { status, headers, text, body } = received;
    const response = operation.responses[statusKey(operation.responses, status) ?? ''];
    const content = response?.content ?? {};
    const isBodiless = operation.method.toLowerCase() === 'head' || bodiless.has(status);
    if (isBodiless) return undefined;
    const hasContent = Object.keys(content).length > 0;
    const [violation] = this.#contract.checkResponse(operation, {
      status,
      headers,
      body: hasContent || text !== '' ? body : undefined,
    });
    if (violation) {
      const { where, message } = violation;
      return { kind: `${where.split(' ')[0]} ${message}`, text: `${where}: ${text.slice(0, 300)}` };
    }
    const type = essenceOf(headers.get('content-type') ?? '');
    const media = mediaTypeIn(content, type);
    if (!media) return undefined;
    if (isSequence(type)) return this.#sequence(type, media.itemSchema, text);
    if (isJson(type)) return this.#json(media.schema, body, text);
    const { schema } = media;
    if (!schema || !type.startsWith('text/') || type === EVENTS) return undefined;
    const types = possibleTypes(this.#document, schema);
    if (types.size !== 1 || !types.has('string')) return undefined;
    return this.#valid(schema, text);
  }

  #json(schema: JsonSchema | undefined, body: unknown, text: string): Fault | undefined {
    try {
      JSON.parse(text);
    } catch {
      return { kind: 'the body is not JSON', text: text.slice(0, 200) };
    }
    return schema && this.#valid(schema, body);
  }

  #sequence(type: string, itemSchema: JsonSchema | undefined, text: string): Fault | undefined {
    if (!itemSchema || type === EVENTS) return undefined;
    for (const item of itemsOf(type, text, (each) => JSON.parse(each))) {
      const fault = this.#valid(itemSchema, item);
      if (fault) return fault;
    }
    return undefined;
  }

  #valid(schema: JsonSchema, value: unknown): Fault | undefined {
    if (this.#validator.accepts(schema, value)) return undefined;
    const reason = faultOf(this.#validator, schema, value);
    return { kind: `ajv: ${reason.replace(/ at ".*/s, '')}`, text: reason };
  }

  /** Why no valid body can be answered, if the document has a schema that nothing satisfies. */
  impossible(operation: BoundOperation, status: number): string | undefined {
    const response = operation.responses[statusKey(operation.responses, status) ?? ''];
    for (const { schema } of Object.values(response?.content ?? {})) {
      const fault = schema && this.#unsatisfiable.faultOf(schema);
      if (fault) return `${fault.pointer} ${fault.message}`;
    }
    return undefined;
  }
}
