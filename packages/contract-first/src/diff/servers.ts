import { type Both, type Comparison, type Spot, within } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import type { Bound } from './pathItems.ts';

/** Compares the servers of a document. */
export function compareServers(comparison: Comparison, { before, after }: Both, spot: Spot): void {
  compareLists(comparison, before.list('servers'), after.list('servers'), spot);
}

/** Compares the servers of an operation, if it or its path item names some of its own. */
export function compareServersOf(
  comparison: Comparison,
  before: Bound,
  after: Bound,
  spot: Spot,
): void {
  const own = ({ operation, item }: Bound) => [operation, item].find(hasServers);
  const [was, is] = [own(before), own(after)];
  if (!was && !is) return;
  const old = (was ?? comparison.before).list('servers');
  const now = (is ?? comparison.after).list('servers');
  compareLists(comparison, old, now, spot);
}

const hasServers = (place: DocumentPart): boolean => place.list('servers').length > 0;

function compareLists(
  comparison: Comparison,
  before: readonly DocumentPart[],
  after: readonly DocumentPart[],
  spot: Spot,
): void {
  const [old, now] = [byUrl(before), byUrl(after)];
  for (const [url, was] of old) {
    const is = now.get(url);
    const here = within(spot, `server ${url}`);
    if (was && is) compareServer(comparison, { before: was, after: is }, here);
    else if (!now.has(url)) {
      const message = 'server removed: clients that use its URL fail';
      comparison.report('server-removed', here, message, { before: was?.pointer });
    }
  }
  for (const [url, is] of now) {
    if (old.has(url)) continue;
    const here = within(spot, `server ${url}`);
    comparison.report('server-added', here, 'server added', { after: is?.pointer });
  }
}

/** Servers by URL. Without one there is `/` (OpenAPI 3.1.1, section 4.8.1.1). */
function byUrl(servers: readonly DocumentPart[]): Map<string, DocumentPart | undefined> {
  if (servers.length === 0) return new Map([['/', undefined]]);
  return new Map(
    servers.map((server) => {
      const url = server.text('url') ?? '/';
      return [url === '/' ? url : url.replace(/\/$/, ''), server];
    }),
  );
}

function compareServer(comparison: Comparison, both: Both, spot: Spot): void {
  const [old, now] = [both.before.map('variables'), both.after.map('variables')];
  for (const [name, was] of old) {
    const is = now.get(name);
    const here = within(spot, `variable ${name}`);
    if (is) compareVariable(comparison, { before: was, after: is }, here);
    else {
      comparison.report('server-variable-narrowed', here, 'variable removed', {
        before: was.pointer,
      });
    }
  }
  for (const [name, is] of now) {
    if (old.has(name)) continue;
    const here = within(spot, `variable ${name}`);
    comparison.report('server-variable-widened', here, 'variable added', { after: is.pointer });
  }
  comparison.ineffective(both, spot, ['name']);
  comparison.others(both, spot, ['url', 'variables', 'name']);
}

function compareVariable(comparison: Comparison, both: Both, spot: Spot): void {
  const { before, after } = both;
  const [was, is] = [before, after].map((each) => {
    const values = each.get('enum');
    return Array.isArray(values) ? values.map(String) : undefined;
  });
  const places = { before: before.at('enum'), after: after.at('enum') };
  const lost = was ? was.filter((value) => is !== undefined && !is.includes(value)) : [];
  const gained = is ? is.filter((value) => was !== undefined && !was.includes(value)) : [];
  if (lost.length > 0 || (!was && is)) {
    const message =
      lost.length > 0 ? `value removed: ${lost.join(', ')}` : `values limited to ${is?.join(', ')}`;
    comparison.report('server-variable-narrowed', spot, message, places);
  }
  if (gained.length > 0 || (was && !is)) {
    const message =
      gained.length > 0 ? `value added: ${gained.join(', ')}` : 'values no longer limited';
    comparison.report('server-variable-widened', spot, message, places);
  }
  const [old, now] = [before.text('default'), after.text('default')];
  if (old !== now) {
    comparison.report(
      'server-variable-default-changed',
      spot,
      `default changed from ${old} to ${now}`,
      {
        before: before.at('default'),
        after: after.at('default'),
      },
    );
  }
  comparison.others(both, spot, ['enum', 'default']);
}
