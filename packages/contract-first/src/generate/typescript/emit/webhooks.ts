/**
 * The file of webhooks: the types of what the API sends, and what verifies it.
 *
 * @module
 */
import type { ClientModel } from '../../model/clientModel.ts';
import { commentLines } from '../documentation.ts';
import { Imports } from '../imports.ts';
import { propertyName } from '../literals.ts';
import { importScalars, type Shapes } from '../shapes.ts';
import type { ComponentTypes } from '../types/componentTypes.ts';
import { typeOf } from '../types/schemaType.ts';
import { indented, UNKNOWN, union } from '../types/typeText.ts';

/** The file of webhooks; undefined if there are none. */
export function webhooksFile(
  { webhooks }: ClientModel,
  types: ComponentTypes,
  shapes: Shapes,
): string | undefined {
  if (webhooks.length === 0) return undefined;
  const imports = new Imports();
  const scope = types.scope('response', 'types.');
  const entries = webhooks.map(({ name, summary, description, alternatives }) => {
    const bodies = alternatives.filter(({ kind }) => kind === 'json');
    const type =
      bodies.length > 0 ? union(bodies.map(({ schema }) => typeOf(schema, scope))) : UNKNOWN;
    const comment = commentLines([summary ?? '', description ?? '']);
    return indented(`\n${comment}readonly ${propertyName(name)}: ${type.text};`).replaceAll(
      '\n    ',
      '\n  ',
    );
  });
  const converted = webhooks.flatMap(({ name, alternatives }) => {
    const body = alternatives.find(({ kind }) => kind === 'json');
    const shape = body && shapes.of(body.schema, 'shapes.');
    if (!shape) return [];
    if (shape.usesComponents) imports.namespace('./shapes.ts', 'shapes');
    importScalars(imports, shape);
    const source = shape.text.startsWith('() => ') ? shape.text : `() => (${shape.text})`;
    return [`  ${propertyName(name)}: ${source},\n`];
  });
  const body = entries.join('');
  if (/\btypes\./.test(body)) imports.typeNamespace('./types.ts', 'types');
  const unwrap = imports.value('./runtime/webhooks.ts', 'unwrap');
  const headers = imports.type('./runtime/webhooks.ts', 'WebhookHeaders');
  const settings = imports.type('./runtime/webhooks.ts', 'WebhookSettings');
  const isConverting = converted.length > 0;
  const shapeType = isConverting ? imports.type('./runtime/shape.ts', 'Shape') : '';
  const convert = isConverting ? imports.value('./runtime/convert.ts', 'convert') : '';
  const table = isConverting
    ? `\nconst converted: Readonly<Record<string, () => ${shapeType}>> = {\n${converted.join('')}};\n`
    : '';
  const found = isConverting
    ? `const shape = name === undefined ? { any: Object.values(converted) } : converted[name]?.();
    return ${unwrap}(body, headers, settings, shape && { convert: ${convert}, shape: () => shape });`
    : `return ${unwrap}(body, headers, settings);`;
  return `${imports.text}
/** What each webhook sends. */
export type WebhookEvents = {${body}
};

/** Verifies and reads the requests that the API sends. */
export type Webhooks = {
  /**
   * Verifies the signature of a request (Standard Webhooks), and parses its body.
   *
   * @param body exactly as it was received
   * @param name the name of the webhook, if the address receives only one
   * @throws WebhookError if the request is not genuine, too old, or not JSON
   */
  unwrap<Name extends keyof WebhookEvents = keyof WebhookEvents>(
    body: string | Uint8Array | ArrayBuffer,
    headers: ${headers},
    settings: ${settings},
    name?: Name,
  ): Promise<WebhookEvents[Name]>;
};
${table}
/** Verifies and reads the requests that the API sends. */
export const webhooks: Webhooks = {
  unwrap: (body, headers, settings${isConverting ? ', name' : ''}) => {
    ${found}
  },
};
`;
}
