import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
} from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';
import type { Block, ConsoleCredential, Inline, Line } from './blocks.ts';

/** The security schemes of a document as they are written. */
export const schemesOf = (document: Document): ReadonlyMap<string, JsonSchema> =>
  new Map(
    Object.entries(document.components?.securitySchemes ?? {}).map(([name, written]) => [
      name,
      isSchema(written) ? resolvedOr<JsonSchema>(document, written, {}) : {},
    ]),
  );

/** How a scheme's credential is sent, on a line. */
export function schemeLine(scheme: JsonSchema): Line {
  const { type, scheme: name } = scheme;
  switch (type) {
    case 'apiKey':
      return [
        'API key in the ',
        String(scheme.in),
        ' ',
        scheme.in === 'header' ? '' : 'parameter ',
        { code: String(scheme.name) },
      ];
    case 'http':
      return String(name).toLowerCase() === 'basic'
        ? ['User name and password (HTTP Basic)']
        : String(name).toLowerCase() === 'bearer'
          ? ['Token in the header ', { code: 'Authorization: Bearer …' }]
          : ['Header ', { code: `Authorization: ${String(name)} …` }];
    case 'oauth2':
      return ['OAuth 2.0 access token in the header ', { code: 'Authorization: Bearer …' }];
    case 'openIdConnect':
      return [
        'OpenID Connect token; see ',
        { text: String(scheme.openIdConnectUrl), url: String(scheme.openIdConnectUrl) },
      ];
    case 'mutualTLS':
      return ['Client certificate (mutual TLS)'];
    default:
      return [String(type)];
  }
}

/** Which credentials, scopes and limits an operation has. */
export function accessBlocks(document: Document, { security, operation }: BoundOperation): Block[] {
  const rows: [Line, Line][] = [];
  const schemes = schemesOf(document);
  const needed = security.filter((each) => Object.keys(each).length > 0);
  const isOptional = needed.length < security.length;
  if (security.length === 0 || needed.length === 0) {
    rows.push([['Credentials'], ['None']]);
  } else {
    const lines = needed.map(
      (alternative): Line =>
        Object.keys(alternative).flatMap((name, at): Inline[] => {
          const line = schemes.has(name) ? schemeLine(schemes.get(name) ?? {}) : [name];
          return [...(at > 0 ? [' and '] : []), ...line];
        }),
    );
    const joined = lines.flatMap((line, at): Inline[] =>
      at === 0 ? [...line] : [', or: ', ...line],
    );
    rows.push([['Credentials'], [...joined, isOptional ? ' (optional)' : '']]);
    const scopes = [...new Set(needed.flatMap((each) => Object.values(each).flat().map(String)))];
    if (scopes.length > 0) {
      rows.push([
        ['Scopes'],
        scopes.flatMap((scope, at): Inline[] =>
          at > 0 ? [' ', { code: scope }] : [{ code: scope }],
        ),
      ]);
    }
  }
  const limit = limitOf(document, operation['x-rate-limit']);
  if (limit) rows.push([['Rate limit'], [limit]]);
  return [{ kind: 'table', head: ['Access', ''], rows }];
}

/** The limit of a policy (`x-rate-limits`), in words. */
function limitOf(document: Document, policy: unknown): string | undefined {
  const limits = document['x-rate-limits'];
  const found = Array.isArray(limits)
    ? limits.filter(isSchema).find((each) => each.policy === policy)
    : undefined;
  if (!found) return typeof policy === 'string' ? policy : undefined;
  const per = typeof found.per === 'string' ? ` per ${found.per.replaceAll('_', ' ')}` : '';
  return `${String(found.limit)} requests in ${String(found.window)} seconds${per}`;
}

/** The credentials that a reader may type for an operation. */
export function credentialsOf(
  document: Document,
  security: BoundOperation['security'],
): ConsoleCredential[] {
  const schemes = schemesOf(document);
  const names = [...new Set(security.flatMap((each) => Object.keys(each)))];
  return names.flatMap((scheme): ConsoleCredential[] => {
    const written = schemes.get(scheme);
    if (!written) return [];
    if (written.type === 'apiKey') {
      const place =
        written.in === 'query' ? 'query' : written.in === 'cookie' ? 'cookie' : 'header';
      return [{ scheme, kind: place, name: String(written.name) }];
    }
    if (written.type === 'http' && String(written.scheme).toLowerCase() === 'basic') {
      return [{ scheme, kind: 'basic', name: 'Authorization' }];
    }
    if (written.type === 'mutualTLS') return [];
    const isOther = written.type === 'http' && String(written.scheme).toLowerCase() !== 'bearer';
    return [{ scheme, kind: isOther ? 'header' : 'bearer', name: 'Authorization' }];
  });
}
