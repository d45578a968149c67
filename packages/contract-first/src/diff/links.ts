import { canonical } from '../schema/canonical.ts';
import { type Both, type Comparison, type Spot, within } from './comparison.ts';

/** Fields of a link that decide where it leads. */
const effective = ['operationRef', 'operationId', 'parameters', 'requestBody', 'server'];

/** Compares links. They tell what can be called next; no client depends on them to understand a response. */
export function compareLinks(comparison: Comparison, { before, after }: Both, spot: Spot): void {
  const [old, now] = [before.map('links'), after.map('links')];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(name), now.get(name)];
    const here = within(spot, `link ${name}`);
    if (was && is) {
      for (const field of effective) {
        if (canonical(was.get(field) ?? null) === canonical(is.get(field) ?? null)) continue;
        const places = { before: was.at(field), after: is.at(field) };
        comparison.report('link-changed', here, `${field} changed`, places);
      }
      comparison.others({ before: was, after: is }, here, [], effective);
    } else if (was) {
      comparison.report('link-removed', here, 'link removed', { before: was.pointer });
    } else if (is) {
      comparison.report('link-added', here, 'link added', { after: is.pointer });
    }
  }
}
