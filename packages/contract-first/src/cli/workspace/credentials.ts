/**
 * The security schemes that a workspace has to verify.
 *
 * @module
 */
import { type Document, isSchema, operations } from '../../document/model.ts';
import type { Notice } from '../../document/notice.ts';
import { ownValue } from '../../document/ownValue.ts';
import { literal, propertyName } from './source.ts';

/** A security scheme that operations need. */
export type UsedScheme = {
  readonly name: string;
  /** How the kit reads its credential, as the source of properties. */
  readonly read: string;
  readonly isBasic: boolean;
};

/** The schemes of all operations, in the order of their first use. */
export function schemesOf(document: Document): { schemes: UsedScheme[]; notices: Notice[] } {
  const used = operations(document).flatMap(({ security }) =>
    security.flatMap((each) => Object.keys(each)),
  );
  const notices: Notice[] = [];
  const schemes = [...new Set(used)].map((name) => {
    const written = ownValue(document.components?.securitySchemes ?? {}, name);
    const scheme = isSchema(written) ? written : {};
    const { type, in: place, name: key, scheme: http } = scheme;
    if (type === 'apiKey' && typeof key === 'string' && typeof place === 'string') {
      return { name, read: apiKey(place, key), isBasic: false };
    }
    if (type === 'http' && typeof http === 'string') {
      const read = `type: 'http', scheme: ${literal(http)}`;
      return { name, read, isBasic: http.toLowerCase() === 'basic' };
    }
    if (type === 'mutualTLS' || type === undefined) {
      const what = type === undefined ? 'is not described' : 'is a certificate of the client';
      notices.push({
        rule: 'security-scheme',
        level: 'warning',
        pointer: `#/components/securitySchemes`,
        message: `The security scheme "${name}" ${what}; src/credentials.ts reads a bearer token instead. Change that if requests carry something else.`,
      });
    }
    return { name, read: `type: 'http', scheme: 'bearer'`, isBasic: false };
  });
  return { schemes, notices };
}

const apiKey = (place: string, key: string): string =>
  `type: 'apiKey', in: ${literal(place)}, name: ${literal(key)}`;

/** The value of a development key in requests, as the source of an expression. */
const sentValue = ({ isBasic }: UsedScheme): string =>
  isBasic ? `\`development:\${developmentKey}\`` : 'developmentKey';

/** What `contract verify` sends, as the source of properties. */
export const verifyCredentials = (schemes: readonly UsedScheme[]): string =>
  schemes.map((each) => `${propertyName(each.name)}: ${sentValue(each)}`).join(', ');

/** `src/credentials.ts`. */
export function credentialsFile(schemes: readonly UsedScheme[]): string {
  if (schemes.length === 0) {
    return `/** The document has no security schemes, so every request is accepted. */
export const credentials = {};
`;
  }
  const hasBasic = schemes.some(({ isBasic }) => isBasic);
  const entries = schemes.map(({ name, read, isBasic }) => {
    const verify = isBasic ? 'verify: (sent) => verify(passwordIn(sent))' : 'verify';
    return `  ${propertyName(name)}: { ${read}, ${verify} },\n`;
  });
  const password = `
/** The password of HTTP Basic (RFC 7617); the user name is not looked at. */
const passwordIn = (sent: string): string =>
  Buffer.from(sent, 'base64').toString().replace(/^[^:]*:/, '');
`;
  return `import { type AppOptions, operationsOf, type Principal } from '@contract-first/hono';
import * as api from './generated/routes.gen.ts';

const { DEVELOPMENT_KEY = 'development-key', NODE_ENV } = process.env;

/** A credential that is valid during development; in production there is none. */
export const developmentKey = NODE_ENV === 'production' ? undefined : DEVELOPMENT_KEY;

/** All scopes of the document. */
const scopes = new Set(
  [...operationsOf(api).values()].flatMap(({ security }) =>
    security.flatMap((each) => Object.values(each).flat()),
  ),
);

/**
 * Returns whose credential it is, undefined if it is not valid. Until you look it up, for example in
 * a database, only the development key is valid, so production refuses every request.
 */
async function verify(credential: string): Promise<Principal | undefined> {
  if (developmentKey === undefined || credential !== developmentKey) return undefined;
  return { credential: 'development', scopes };
}
${hasBasic ? password : ''}
/** How the credential of each security scheme is read and verified. */
export const credentials: AppOptions<typeof api>['credentials'] = {
${entries.join('')}};
`;
}
