import type { BoundOperation } from '../../../document/model.ts';
import { propertyName } from '../../typescript/literals.ts';
import { commentOf } from '../../typescript/types/comment.ts';
import type { ComponentTypes } from '../../typescript/types/componentTypes.ts';
import { indented } from '../../typescript/types/typeText.ts';
import { operationType } from './operationTypes.ts';

/** The name of the interface with an entry for each operation; no component's type can have it. */
export const OPERATIONS = 'Operations';

/** The file of types: one for each component schema, and `Operations`, an entry an operation. */
export function typesFile(operations: readonly BoundOperation[], types: ComponentTypes): string {
  const entries = operations.map((bound) => {
    const { summary, description } = bound.operation;
    const comment = commentOf(summary ?? description);
    const type = operationType(bound, types);
    return `    ${indented(`${comment}${propertyName(bound.id)}: ${type.text};`)}\n`;
  });
  const body = [
    ...types.declarations,
    `/** What the handler of each operation gets and may return. */\nexport interface ${OPERATIONS} {\n${entries.join('')}}\n`,
  ].join('\n');
  return usesKit(body) ? `import type * as kit from '@contract-first/hono';\n\n${body}` : body;
}

/** Whether a name of the kit is used, outside of literals and comments. */
const usesKit = (source: string): boolean =>
  /\bkit\./.test(source.replaceAll(/'(?:[^'\\]|\\.)*'|\/\*[\s\S]*?\*\//g, ''));
