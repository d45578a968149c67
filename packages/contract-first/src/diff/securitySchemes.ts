import { canonical } from '../schema/canonical.ts';
import { type Both, type Comparison, type Spot, within } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';

const counterparts = new WeakMap<Comparison, Map<string, string>>();

/** The new names of security schemes that are only called otherwise. */
export function counterpartsOf(comparison: Comparison): ReadonlyMap<string, string> {
  let names = counterparts.get(comparison);
  if (!names) {
    const [old, now] = [comparison.before, comparison.after].map(schemesOf);
    const open = new Map(
      [...(now ?? [])]
        .filter(([name]) => !old?.has(name))
        .map(([name, each]) => [definition(each), name]),
    );
    names = new Map(
      [...(old ?? [])].flatMap(([name, each]): [string, string][] => {
        const other = now?.has(name) ? undefined : open.get(definition(each));
        return other === undefined ? [] : [[name, other]];
      }),
    );
    counterparts.set(comparison, names);
  }
  return names;
}

const schemesOf = (root: DocumentPart): Map<string, DocumentPart> =>
  root.child('components')?.map('securitySchemes') ?? new Map();

const definition = ({ fields }: DocumentPart): string => {
  const { description: _, ...rest } = fields;
  return canonical(rest);
};

const urls = ['openIdConnectUrl', 'oauth2MetadataUrl'];
const carrying = ['type', 'in', 'name', 'scheme'];

/** Compares how the credentials of a scheme, by its new name, are sent and obtained. */
export function compareScheme(comparison: Comparison, name: string, spot: Spot): void {
  const oldName = [...counterpartsOf(comparison)].find(([, now]) => now === name)?.[0] ?? name;
  const before = schemesOf(comparison.before).get(oldName);
  const after = schemesOf(comparison.after).get(name);
  if (!before || !after) return;
  const here = within(spot, `credentials ${name}`);
  const both = { before, after };
  for (const field of [...carrying, ...urls]) {
    const [was, is] = [before, after].map((each) => canonical(each.get(field) ?? null));
    const isSame = field === 'scheme' ? was?.toLowerCase() === is?.toLowerCase() : was === is;
    if (isSame) continue;
    comparison.report('security-scheme-changed', here, `${field} changed from ${was} to ${is}`, {
      before: before.at(field),
      after: after.at(field),
    });
  }
  compareFlows(comparison, both, here);
  const [wasDeprecated, isDeprecated] = [before, after].map(
    (each) => each.get('deprecated') === true,
  );
  if (wasDeprecated !== isDeprecated) {
    const message = isDeprecated ? 'deprecated' : 'no longer deprecated';
    comparison.report('security-scheme-deprecated', here, message, {
      before: before.at('deprecated'),
      after: after.at('deprecated'),
    });
  }
  comparison.ineffective(both, here, ['bearerFormat']);
  comparison.others(both, here, [...carrying, ...urls, 'flows', 'deprecated', 'bearerFormat']);
}

function compareFlows(comparison: Comparison, { before, after }: Both, spot: Spot): void {
  const [old, now] = [before, after].map((each) => each.child('flows'));
  if (!old || !now) return;
  for (const flow of new Set([...Object.keys(old.fields), ...Object.keys(now.fields)])) {
    if (flow.startsWith('x-')) continue;
    const [was, is] = [old.child(flow), now.child(flow)];
    const here = within(spot, `flow ${flow}`);
    if (was && is) compareFlow(comparison, { before: was, after: is }, here);
    else if (was) {
      const message = 'flow removed';
      comparison.report('security-scheme-changed', here, message, { before: was.pointer });
    } else if (is) {
      const message = 'flow added';
      comparison.report('security-flow-added', here, message, { after: is.pointer });
    }
  }
}

const flowUrls = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl'];

function compareFlow(comparison: Comparison, both: Both, spot: Spot): void {
  const { before, after } = both;
  for (const field of flowUrls) {
    const [was, is] = [before.text(field), after.text(field)];
    if (was === is) continue;
    const places = { before: before.at(field), after: after.at(field) };
    // A new address may be left alone by those who do not know it.
    if (was === undefined)
      comparison.report('security-flow-added', spot, `${field} ${is} added`, places);
    else
      comparison.report(
        'security-scheme-changed',
        spot,
        is === undefined ? `${field} ${was} removed` : `${field} changed from ${was} to ${is}`,
        places,
      );
  }
  const [old, now] = [before, after].map(
    (each) => new Set(Object.keys(each.child('scopes')?.fields ?? {})),
  );
  const places = { before: before.at('scopes'), after: after.at('scopes') };
  const lost = [...(old ?? [])].filter((scope) => !now?.has(scope));
  const gained = [...(now ?? [])].filter((scope) => !old?.has(scope));
  if (lost.length > 0)
    comparison.report('security-scope-removed', spot, `scope removed: ${lost.join(', ')}`, places);
  if (gained.length > 0)
    comparison.report('security-flow-added', spot, `scope added: ${gained.join(', ')}`, places);
  if (lost.length === 0 && gained.length === 0) comparison.ineffective(both, spot, ['scopes']);
  comparison.others(both, spot, [...flowUrls, 'scopes']);
}
