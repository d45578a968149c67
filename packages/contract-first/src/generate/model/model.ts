/**
 * The model that the clients of every language are generated from: the operations in their groups,
 * and the schemas of the types, all with their TypeScript names.
 *
 * @module
 */
import type { JsonSchema } from '../../document/model.ts';
import type { ChannelModel } from './channel.ts';
import type { Body, Field } from './fields.ts';
import type { Waiting } from './waiting.ts';

/** How the answer of an operation is read. */
export type ResponseKind = 'none' | 'json' | 'opaque' | 'text' | 'raw';

export type MethodModel = {
  /** The operation's id. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Unique in the client, such as `filesList`. */
  readonly constant: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly verb: string;
  /** With the fields' TypeScript names in its braces. */
  readonly path: string;
  readonly fields: readonly Field[];
  /** Those that may be given by position, in that order. */
  readonly positional: readonly Field[];
  readonly body: Body['kind'] | undefined;
  readonly answer: ResponseKind;
  readonly anonymous: boolean;
  /** Options that go into headers of their own. */
  readonly headers: readonly Field[];
  /** Whether it takes an `Idempotency-Key`. */
  readonly keyed: boolean;
  /** The policy of its rate limit (`x-rate-limit`). */
  readonly limit: string | undefined;
  readonly session: Session | undefined;
  /** Whether it gives a list in pages. */
  readonly paged: boolean;
  /** How its end is waited for; undefined where it is done with its answer. */
  readonly waiting: Waiting | undefined;
  /** The type of all fields together; undefined where there is none. */
  readonly paramsType: string | undefined;
  /** The type of the options that go into headers; undefined where there is none. */
  readonly headersType: string | undefined;
  /** The type of a JSON answer; undefined for the others, whose type is the same everywhere. */
  readonly resultType: string | undefined;
};

/** What an operation does to the session that the client keeps. */
export type Session = 'begin' | 'refresh' | 'end';

export type Group = {
  readonly name: string;
  /** That of the tag with the group's name. */
  readonly description: string | undefined;
  readonly methods: readonly MethodModel[];
};

export type ClientModel = {
  readonly groups: readonly Group[];
  /** Schemas by the name of their type; only those that some method or error needs. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Every documented status that is not a success. */
  readonly errorStatuses: readonly number[];
  /** The codes of problems after which the same request is sent again (`retry` in `x-problems`). */
  readonly retriedProblems: readonly string[];
  /** The channel of live events, where there is a document of one. */
  readonly channel: ChannelModel | undefined;
};

/** Every name under which a method of the client carries out an operation. */
export function methodNames({ name, aliases, waiting }: MethodModel): string[] {
  const names = [name, ...aliases];
  return waiting ? [...names, ...names.map(waitingName)] : names;
}

/** `start` → `startAndWait`. */
export const waitingName = (name: string): string => `${name}AndWait`;
