/** The operations of the suite's document. */
import gradeDocument from '../../../src/grade/grade.json' with { type: 'json' };
import type { Fields, Parameter } from './encoding.ts';

export type Operation = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Fields };
  readonly responses: Readonly<Record<string, { readonly content?: Fields }>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
};

/** By their ids. */
export const operations = new Map<string, Operation>(
  Object.entries(gradeDocument.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => {
        const shared = 'parameters' in item ? item.parameters : [];
        const own = (operation as Partial<Operation>).parameters ?? [];
        return [
          (operation as Operation).operationId,
          {
            ...(operation as Operation),
            method: method.toUpperCase(),
            path,
            parameters: [...shared, ...own] as Parameter[],
          },
        ] as const;
      }),
  ),
);
