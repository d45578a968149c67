/**
 * The types of generated routes. A route carries the types of its operation, which the compiler takes
 * from the generated interface `Operations`: it infers nothing from schemas.
 *
 * @module
 */
import type { RouteConfig } from '@hono/zod-openapi';
import type { z } from 'zod';

/** An entry of the generated interface `Operations`: what an operation takes and returns. */
export type OperationTypes = {
  readonly params: unknown;
  readonly query: unknown;
  /** By name in lower case. */
  readonly headers: unknown;
  readonly cookies: unknown;
  readonly body: unknown;
  readonly form: unknown;
  readonly content: unknown;
  /** The names of its security schemes. */
  readonly security: string;
  readonly credentials: 'required' | 'optional' | 'none';
  /** What its handler may return, by status and media type. */
  readonly results: unknown;
};

declare const types: unique symbol;

/** A generated route, with the types of its operation. There is no value of these types. */
export type Route<Types = unknown> = RouteConfig & { readonly [types]?: Types };
/** The types that a route carries. */
export type TypesOf<R> = R extends Route<infer Types> ? Types : never;
/** The generated routes of a document, by operation id. */
export type Routes<Operations> = { readonly [Id in keyof Operations]: Route<Operations[Id]> };

/** The schemas of the text fields of multipart forms, by operation id. */
export type FormFields = Readonly<Record<string, z.ZodType>>;
