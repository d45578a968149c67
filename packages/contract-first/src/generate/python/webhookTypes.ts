import type { WebhookModel } from '../model/clientModel.ts';
import type { ClientTypes } from './clientTypes.ts';
import { pascalCase } from './identifiers.ts';
import { type PythonType, unite } from './types.ts';

/**
 * The union of the bodies of webhooks, or of callbacks; undefined without one that is JSON.
 *
 * @param kind what the classes of inline schemas end with
 */
export function webhookType(
  webhooks: readonly WebhookModel[],
  types: ClientTypes,
  kind: 'Webhook' | 'Callback',
): PythonType | undefined {
  const bodies = webhooks.flatMap(({ alternatives, words }) => {
    const json = alternatives.find((each) => each.kind === 'json');
    const name = `${pascalCase(words)}${kind}`;
    return json ? [types.given(json.schema, { name, home: `${kind.toLowerCase()}s` })] : [];
  });
  return bodies.length > 0 ? unite(bodies) : undefined;
}
