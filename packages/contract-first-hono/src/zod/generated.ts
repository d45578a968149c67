/**
 * Zod and `createRoute` as generated code sees them. Their types are loose: inferring a document of
 * hundreds of schemas through Zod would take the compiler minutes, and the generated types say it all.
 *
 * @module
 */
import { createRoute as createTypedRoute, z as typedZ } from '@hono/zod-openapi';
import type { ZodType } from 'zod';
import type { Route } from '../routes.ts';

type Builder = (...args: readonly unknown[]) => LooseSchema;
type Methods = {
  readonly [Method in
    | 'openapi'
    | 'and'
    | 'or'
    | 'array'
    | 'catchall'
    | 'check'
    | 'default'
    | 'describe'
    | 'gt'
    | 'gte'
    | 'loose'
    | 'lt'
    | 'lte'
    | 'max'
    | 'meta'
    | 'min'
    | 'multipleOf'
    | 'nullable'
    | 'optional'
    | 'pipe'
    | 'prefault'
    | 'refine'
    | 'regex'
    | 'rest'
    | 'strict'
    | 'superRefine'
    | 'transform']: Builder;
};

/** A schema whose type is stated where it is declared. It can be assigned to a schema of any type. */
export type LooseSchema = Methods & ZodType<never, never>;

/** Zod, whose functions return schemas without a type of their own. */
export const z = typedZ as unknown as {
  readonly [Name in keyof typeof typedZ]: Builder;
};

/** A route whose types are stated where it is declared. */
export const createRoute = createTypedRoute as unknown as (config: object) => Route<never>;
