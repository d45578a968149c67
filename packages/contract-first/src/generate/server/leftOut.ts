import type { BoundOperation, Document } from '../../document/model.ts';
import { type Outgoing, operationPointer, outgoingRequests } from '../../document/outgoing.ts';
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
export const pointerTo = (bound: BoundOperation): string => operationPointer('#/paths', bound);

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

/** The operations that would switch to another protocol than WebSocket, which begins with a GET (RFC 6455). */
export const notSwitched = (operations: readonly BoundOperation[]): LeftOut[] =>
  operations
    .filter(({ method, responses }) => '101' in responses && method !== 'get')
    .map((bound) => ({
      rule: 'not-generated' as const,
      pointer: `${pointerTo(bound)}/responses/101`,
      message: `The operation "${bound.id}" never answers 101: the only protocol that a server can switch to is WebSocket, by GET.`,
      remedy: 'Serve that protocol next to the generated server, or leave the status out.',
    }));

/** What errors and notices call a request that the API sends. */
const titleOf = ({ name, operation }: Outgoing): string =>
  operation === undefined ? `webhook "${name}"` : `callback "${name}" of "${operation}"`;

export const outgoingLeftOut = (outgoing: Outgoing, error: unknown): LeftOut => ({
  rule: 'not-generated',
  pointer: outgoing.pointer,
  message: `The ${titleOf(outgoing)} was not generated: ${reasonOf(error)}`,
  remedy,
});

/** What senders of webhooks and callbacks do not do. */
export const notSent = (document: Document): LeftOut[] =>
  outgoingRequests(document).flatMap((outgoing) => {
    const { bound, pointer } = outgoing;
    const parameters = bound.parameters.flatMap((parameter) => {
      const reason = whyNotRead(bound, parameter);
      if (reason === undefined) return [];
      return {
        rule: 'not-generated' as const,
        pointer,
        message: `The ${parameter.in} parameter "${parameter.name}" of the ${titleOf(outgoing)} is not sent: ${reason}.`,
        remedy: 'Correct its name, or leave it out.',
      };
    });
    const isCalledBack = Object.keys(bound.operation.callbacks ?? {}).length > 0;
    const callbacks: LeftOut = {
      rule: 'not-generated',
      pointer: `${pointer}/callbacks`,
      message: `The ${titleOf(outgoing)} has callbacks of its own, for which nothing is generated.`,
      remedy: 'Describe them in `paths`, as requests to the API.',
    };
    return isCalledBack ? [...parameters, callbacks] : parameters;
  });

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
