/**
 * Handlers that a project writes for single operations.
 *
 * @module
 */
import type { Contract } from '../../contract/contract.ts';
import { type BoundOperation, endpointOf } from '../../document/model.ts';
import { nearest } from '../../document/nearest.ts';
import type { MockFallback, MockHandlers, MockReply, MockRequest } from '../handlers.ts';
import type { MockState } from './mockState.ts';

/**
 * The types of an operation: those that a generated server has in its `types.gen.ts`, or of one's own. What is
 * left out is `unknown`.
 */
export type OperationTypes = {
  readonly params?: object | undefined;
  readonly query?: object | undefined;
  readonly headers?: object | undefined;
  readonly cookies?: object | undefined;
  readonly body?: unknown;
  /** The body of the answer. */
  readonly reply?: unknown;
  /** The fields of a form, and bodies of several media types, of which `body` has no type. */
  readonly form?: unknown;
  readonly content?: unknown;
  /** The answers by status, as a generated server has them, in place of `reply`. */
  readonly results?: { readonly status: number };
};

type Values = Readonly<Record<string, unknown>>;

/** The type of a part of a request; undefined, which generated types have for none, is an empty object. */
type ValuesOf<Types, Part extends string> = Types extends { readonly [Key in Part]: infer Stated }
  ? Stated extends undefined
    ? Values
    : Stated
  : Values;

type BodyOf<Types> = Types extends { readonly form: object } | { readonly content: object }
  ? unknown
  : Types extends { readonly body: infer Stated }
    ? Stated
    : unknown;

/** A request that the document allows, with the types of its operation. */
export type HandlerRequest<Types extends OperationTypes = OperationTypes> = Omit<
  MockRequest<unknown>,
  'params' | 'query' | 'headers' | 'cookies' | 'body'
> & {
  readonly params: ValuesOf<Types, 'params'>;
  readonly query: ValuesOf<Types, 'query'>;
  /** By name in lower case. */
  readonly headers: ValuesOf<Types, 'headers'>;
  readonly cookies: ValuesOf<Types, 'cookies'>;
  readonly body: BodyOf<Types>;
};

/** Content that is not JSON is a text or bytes, and a stream is the list of its items. */
type ReplyBody<Body> =
  Body extends AsyncIterable<infer Item>
    ? readonly Item[]
    : Body extends Uint8Array
      ? Buffer
      : Body;

/** What generated types allow for a status. */
type ResultOf<Result> = Result extends { readonly status: infer Status }
  ? Omit<MockReply, 'status' | 'body' | 'mediaType'> & {
      readonly status: Status;
    } & (Result extends { readonly mediaType: infer Type extends string }
        ? { readonly mediaType: Type }
        : { readonly mediaType?: string | undefined }) &
      (Result extends { readonly body: infer Body }
        ? { readonly body: ReplyBody<Body> }
        : { readonly body?: undefined })
  : never;

/** What a handler answers. */
export type HandlerReply<Types extends OperationTypes = OperationTypes> = Types extends {
  readonly results: infer Results;
}
  ? ResultOf<Results>
  : Omit<MockReply, 'body'> & {
      readonly body?: Types extends { readonly reply: infer Stated } ? Stated : unknown;
    };

type Result<Types extends OperationTypes> = HandlerReply<Types> | MockFallback | undefined;

/** The state as handlers have it. */
export type HandlerState = Pick<
  MockState,
  'resource' | 'reset' | 'snapshot' | 'restore' | 'answer'
>;

/** Answers one operation; undefined leaves the answer to the state or the document. */
export type MockHandler<Types extends OperationTypes = OperationTypes> = (
  request: HandlerRequest<Types>,
  state: HandlerState,
) => Result<Types> | Promise<Result<Types>>;

/** The types of operations, of an interface or not. */
type AllTypes<Operations> = { readonly [Name in keyof Operations]: OperationTypes };

/** Handlers by the id of their operation, or by method and path: `GET /pets/{petId}`. */
export type HandlerFile<
  Operations extends AllTypes<Operations> = Readonly<Record<string, OperationTypes>>,
> = { readonly [Name in keyof Operations]?: MockHandler<Operations[Name]> };

/** Handlers whose types only their own file knows. */
export type AnyHandlers = Readonly<Record<string, MockHandler | undefined>>;

/**
 * Gives the handlers of a file their types: with `Operations` of a generated server's `types.gen.ts`, those of
 * the document.
 */
export const defineMock = <
  Operations extends AllTypes<Operations> = Readonly<Record<string, OperationTypes>>,
>(
  handlers: HandlerFile<Operations>,
  // The mock calls a handler with requests that the document allows for its operation.
): AnyHandlers => handlers as AnyHandlers;

/**
 * The handlers of a file by the ids of their operations. What they answer is judged by the document; the
 * log shows what is not valid.
 *
 * @throws RangeError where a name is no operation of the document
 */
export function boundHandlers(
  contract: Contract,
  file: AnyHandlers,
  state: HandlerState,
): MockHandlers<unknown> {
  const all = [...contract.operations.values()];
  // Handlers may take single functions of it.
  const own: HandlerState = {
    resource: (name) => state.resource(name),
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
    answer: (request) => state.answer(request),
  };
  const bound = Object.entries(file).flatMap(([name, handler]) => {
    if (!handler) return [];
    const operation = all.find((each) => each.id === name || endpointOf(each) === name);
    if (!operation) {
      const [like] = nearest(
        name,
        all.flatMap((each) => [each.id, endpointOf(each)]),
      );
      const hint = like === undefined ? '' : `; did you mean "${like}"?`;
      throw new RangeError(`Unknown operation in the handlers: "${name}"${hint}`);
    }
    const judged = async (request: MockRequest<unknown>) => {
      // The types of a request are what its operation says.
      const reply = await handler(request as HandlerRequest, own);
      return reply && !('fallback' in reply)
        ? { ...reply, ...judge(contract, operation, reply) }
        : reply;
    };
    return [[operation.id, judged] as const];
  });
  return Object.fromEntries(bound);
}

function judge(
  contract: Contract,
  operation: BoundOperation,
  reply: MockReply,
): { source: string } {
  const source = `handler of ${operation.id}`;
  const { status, mediaType, body } = reply;
  const response = operation.responses[String(status)];
  const type = mediaType ?? Object.keys(response?.content ?? {})[0] ?? 'application/json';
  const headers = new Headers({ 'Content-Type': type });
  const faults = contract
    .checkResponse(operation, { status, headers, body })
    .filter(({ where }) => !where.startsWith('header'))
    .map(({ where, message }) => `${where} ${message}`);
  return {
    source: faults.length > 0 ? `${source}, which is not valid: ${faults.join('; ')}` : source,
  };
}

/** `GET /pets/{petId}`. */
