import type { BoundOperation } from '../../../document/model.ts';
import type { Outgoing } from '../../../document/outgoing.ts';
import { propertyName } from '../../typescript/literals.ts';
import { commentOf } from '../../typescript/types/comment.ts';
import type { ComponentTypes } from '../../typescript/types/componentTypes.ts';
import { indented, type TypeText } from '../../typescript/types/typeText.ts';
import { messageType } from './messageTypes.ts';
import { operationType } from './operationTypes.ts';

/** The name of the interface with an entry for each operation; no component's type can have it. */
export const OPERATIONS = 'Operations';

/** The interface with an entry for each webhook. */
export const WEBHOOKS = 'Webhooks';
/** The interface with an entry for each operation that has callbacks, in which each has one. */
export const CALLBACKS = 'Callbacks';

/** The names of types that no component of a document can have. */
export const takenNames = (outgoing: readonly Outgoing[]): string[] => [
  OPERATIONS,
  ...(webhooksIn(outgoing).length > 0 ? [WEBHOOKS] : []),
  ...(callbacksIn(outgoing).size > 0 ? [CALLBACKS] : []),
];

export const webhooksIn = (outgoing: readonly Outgoing[]): readonly Outgoing[] =>
  outgoing.filter(({ operation }) => operation === undefined);

/** Callbacks by the id of their operation. */
export const callbacksIn = (
  outgoing: readonly Outgoing[],
): ReadonlyMap<string, readonly Outgoing[]> =>
  Map.groupBy(
    outgoing.filter(({ operation }) => operation !== undefined),
    ({ operation = '' }) => operation,
  );

/**
 * The file of types: one for each component schema, `Operations` with an entry for each operation, and
 * `Webhooks` and `Callbacks` if there are any.
 */
export function typesFile(
  operations: readonly BoundOperation[],
  outgoing: readonly Outgoing[],
  types: ComponentTypes,
): string {
  const webhooks = webhooksIn(outgoing).map((each) => messageEntry(each, types));
  const callbacks = [...callbacksIn(outgoing)].map(([id, all]) => {
    const entries = all.map((each) => messageEntry(each, types));
    return `${propertyName(id)}: {\n${lines(entries)}};`;
  });
  const operationEntries = operations.map((bound) =>
    entry(bound.id, bound, operationType(bound, types)),
  );
  const body = [
    ...types.declarations,
    interfaceOf(
      OPERATIONS,
      'What the handler of each operation gets and may return.',
      operationEntries,
    ),
    ...(webhooks.length > 0
      ? [interfaceOf(WEBHOOKS, 'What each webhook sends, and what may be answered.', webhooks)]
      : []),
    ...(callbacks.length > 0
      ? [
          interfaceOf(
            CALLBACKS,
            'What the callbacks of each operation send, and what may be answered.',
            callbacks,
          ),
        ]
      : []),
  ].join('\n');
  return usesKit(body) ? `import type * as kit from '@contract-first/hono';\n\n${body}` : body;
}

const messageEntry = ({ name, bound }: Outgoing, types: ComponentTypes): string =>
  entry(name, bound, messageType(bound, types));

function entry(name: string, { operation }: BoundOperation, type: TypeText): string {
  const { summary, description } = operation;
  return `${commentOf(summary ?? description)}${propertyName(name)}: ${type.text};`;
}

const lines = (entries: readonly string[]): string =>
  entries.map((each) => `    ${indented(each)}\n`).join('');

const interfaceOf = (name: string, comment: string, entries: readonly string[]): string =>
  `/** ${comment} */\nexport interface ${name} {\n${lines(entries)}}\n`;

/** Whether a name of the kit is used, outside of literals and comments. */
const usesKit = (source: string): boolean =>
  /\bkit\./.test(source.replaceAll(/'(?:[^'\\]|\\.)*'|\/\*[\s\S]*?\*\//g, ''));
