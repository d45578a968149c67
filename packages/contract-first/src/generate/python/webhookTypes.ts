import type { WebhookModel } from '../model/clientModel.ts';
import type { ClientTypes } from './clientTypes.ts';
import { pascalCase } from './identifiers.ts';
import { type PythonType, unite } from './types.ts';

/** The union of the bodies of all requests that the API sends; undefined without one that is JSON. */
export function webhookType(
  webhooks: readonly WebhookModel[],
  types: ClientTypes,
): PythonType | undefined {
  const bodies = webhooks.flatMap(({ alternatives, words }) => {
    const json = alternatives.find(({ kind }) => kind === 'json');
    const name = `${pascalCase(words)}Webhook`;
    return json ? [types.given(json.schema, { name, home: 'webhooks' })] : [];
  });
  return bodies.length > 0 ? unite(bodies) : undefined;
}
