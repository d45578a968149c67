import { type BoundOperation, methods } from '../../document/model.ts';
import { escapeToken } from '../../document/structure.ts';
import { schemaFaults } from '../../schema/faults.ts';

/** A part of the document that was not generated, or that generated code does not check. */
export type LeftOut = {
  readonly rule: 'not-generated' | 'not-checked';
  /** A JSON pointer with a leading `#`. */
  readonly pointer: string;
  /** What it is, and why. */
  readonly message: string;
  readonly remedy: string;
};

const remedy = 'Change that part of the document, or leave it out.';

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export const operationLeftOut = ({ id, path, method }: BoundOperation, error: unknown): LeftOut => {
  const isOwn = ![...methods, 'query'].includes(method);
  const own = isOwn ? ['additionalOperations', method] : [method];
  return {
    rule: 'not-generated',
    pointer: `#/paths/${[path, ...own].map(escapeToken).join('/')}`,
    message: `The operation "${id}" was not generated: ${reasonOf(error)}`,
    remedy,
  };
};

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
