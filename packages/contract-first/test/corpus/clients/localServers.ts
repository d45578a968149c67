/** A document whose servers are the measure's own, so that a client calls nothing else. */
import { type BoundOperation, type Document, resolve } from 'contract-first/contract';

const OWN = '/own';
const BASE = '/base';

/** The document with its servers, and those of paths and operations, replaced. */
export function withLocalServers(document: Document, url: string): Document {
  const own = [{ url: `${url}${OWN}` }];
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => {
      const entries = Object.entries(item).map(([key, value]) => [key, localized(key, value)]);
      return [path, Object.fromEntries(entries)];
    }),
  );
  return { ...document, servers: [{ url: `${url}${BASE}` }], paths } as Document;

  function localized(key: string, value: unknown): unknown {
    if (key === 'servers') return own;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return 'servers' in value ? { ...value, servers: own } : value;
  }
}

/** The path that the URL of an operation begins with. */
export function basePathOf(document: Document, { path, operation }: BoundOperation): string {
  const item = resolve<object>(document, document.paths[path] ?? {});
  return 'servers' in operation || 'servers' in item ? OWN : BASE;
}
