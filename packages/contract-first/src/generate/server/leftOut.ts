import { type BoundOperation, methods } from '../../document/model.ts';
import { escapeToken } from '../../document/structure.ts';
import { schemaFaults } from '../../schema/faults.ts';
import { whyNotRead } from './parameters.ts';

/** A part of the document that was not generated, that generated code does not check, or that no request reaches. */
export type LeftOut = {
  readonly rule: 'not-generated' | 'not-checked' | 'not-reached';
  /** A JSON pointer with a leading `#`. */
  readonly pointer: string;
  /** What it is, and why. */
  readonly message: string;
  readonly remedy: string;
};

const remedy = 'Change that part of the document, or leave it out.';

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The pointer to an operation. */
export const pointerTo = ({ path, method }: BoundOperation): string => {
  const isOwn = ![...methods, 'query'].includes(method);
  const own = isOwn ? ['additionalOperations', method] : [method];
  return `#/paths/${[path, ...own].map(escapeToken).join('/')}`;
};

export const operationLeftOut = (bound: BoundOperation, error: unknown): LeftOut => ({
  rule: 'not-generated',
  pointer: pointerTo(bound),
  message: `The operation "${bound.id}" was not generated: ${reasonOf(error)}`,
  remedy,
});

/** The parameters that are not read. */
export const notRead = (operations: readonly BoundOperation[]): LeftOut[] =>
  operations.flatMap((bound) =>
    bound.parameters.flatMap((parameter) => {
      const reason = whyNotRead(bound, parameter);
      if (reason === undefined) return [];
      return {
        rule: 'not-generated' as const,
        pointer: pointerTo(bound),
        message: `The ${parameter.in} parameter "${parameter.name}" is not read: ${reason}.`,
        remedy: 'Correct its name, or leave it out.',
      };
    }),
  );

/** @param kind the kind of component, such as `schemas` */
export const componentLeftOut = (kind: string, name: string, error: unknown): LeftOut => ({
  rule: 'not-generated',
  pointer: `#/components/${[kind, name].map(escapeToken).join('/')}`,
  message: `The component "${name}" was not generated: ${reasonOf(error)}`,
  remedy,
});

/** What of the schemas asserts nothing, since it cannot be understood. */
export const notChecked = (document: object): LeftOut[] =>
  schemaFaults(document).map(({ pointer, message }) => ({
    ...{ rule: 'not-checked' as const, pointer },
    message: `This is not checked: ${message}`,
    remedy: 'Change that part of the document.',
  }));
