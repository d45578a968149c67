/**
 * The security schemes that a workspace has to verify.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema, operations } from '../../document/model.ts';
import type { Notice } from '../../document/notice.ts';
import { ownValue } from '../../document/ownValue.ts';
import { escapeToken } from '../../document/structure.ts';
import { comment, literal, propertyName } from './source.ts';

/** A security scheme that operations need, as the source of expressions. */
export type UsedScheme = {
  readonly name: string;
  /** Properties that say how the kit reads its credential. */
  readonly read: string;
  /** The function that verifies it. */
  readonly verify: 'verify' | 'verifyPassword' | 'verifyCertificate';
  /** What `contract verify` sends. */
  readonly sent: string;
  /** What verifying it takes in production, if that is more than looking up a key. */
  readonly advice?: string;
};

/** Schemes whose credentials answer a challenge of the server (registry of RFC 9110, section 16.4.1). */
const challenging = /^(digest|negotiate|ntlm|hoba|mutual|scram-.*)$/i;

/** The schemes of all operations, in the order of their first use. */
export function schemesOf(document: Document): { schemes: UsedScheme[]; notices: Notice[] } {
  const used = operations(document).flatMap(({ security }) =>
    security.flatMap((each) => Object.keys(each)),
  );
  const notices: Notice[] = [];
  const schemes = [...new Set(used)].map((name) => {
    const written = ownValue(document.components?.securitySchemes ?? {}, name);
    const { report, ...scheme } = schemeOf(isSchema(written) ? written : {});
    if (report !== undefined) {
      notices.push({
        rule: 'security-scheme',
        level: 'warning',
        pointer: `#/components/securitySchemes/${escapeToken(name)}`,
        message: `The security scheme "${name}" ${report}`,
      });
    }
    return { name, ...scheme };
  });
  return { schemes, notices };
}

/** @returns with a report if the workspace cannot be used in production as it is written */
function schemeOf(scheme: JsonSchema): Omit<UsedScheme, 'name'> & { report?: string } {
  const { type, in: place, name: key, scheme: http } = scheme;
  const usual = { verify: 'verify', sent: 'developmentKey' } as const;
  const bearer = { ...usual, read: `type: 'http', scheme: 'bearer'` };
  if (type === 'apiKey' && typeof key === 'string' && typeof place === 'string') {
    const read = `type: 'apiKey', in: ${literal(place)}, name: ${literal(key)}`;
    return { ...usual, read, ...(place === 'cookie' && { advice: cookieAdvice }) };
  }
  if (type === 'mutualTLS') {
    return {
      ...{ read: `type: 'mutualTLS', header: certificateHeader`, verify: 'verifyCertificate' },
      sent: `Buffer.from(developmentKey).toString('base64')`,
      report:
        'is a certificate of the client. In production, a proxy has to check certificates, and pass them on in a header that it removes from requests of clients (RFC 9440): name it in CLIENT_CERT_HEADER, and look certificates up in `verifyCertificate` of src/credentials.ts. During development, the development key counts as a certificate.',
    };
  }
  if (type === 'http' && typeof http === 'string') {
    const read = `type: 'http', scheme: ${literal(http)}`;
    if (/^basic$/i.test(http)) {
      const sent = `\`development:\${developmentKey}\``;
      return { read, verify: 'verifyPassword', sent };
    }
    if (!challenging.test(http)) return { ...usual, read };
    return {
      ...usual,
      read,
      advice: `The credential is everything behind "${http}", and answers a challenge; \`verify\` gets the request, too.`,
      report: `is HTTP ${http}: clients answer a challenge, which a proxy has to send in \`WWW-Authenticate\` of each 401. Verify their answers in src/credentials.ts. During development, \`Authorization: ${http}\` with the development key is valid.`,
    };
  }
  if (type === 'oauth2') return { ...bearer, advice: tokenAdvice(tokenUrlsOf(scheme)) };
  if (type === 'openIdConnect') {
    return { ...bearer, advice: tokenAdvice([String(scheme.openIdConnectUrl)]) };
  }
  const report =
    'is not described; src/credentials.ts reads a bearer token instead. Change that if requests carry something else.';
  return { ...bearer, report };
}

const cookieAdvice =
  'Browsers send cookies with requests of other sites, too: set it with `HttpOnly`, `Secure` and `SameSite`.';

const tokenAdvice = (issuers: readonly string[]): string =>
  `Access tokens (RFC 6750)${issuers.length > 0 ? ` of ${issuers.join(', ')}` : ''}: check signature, issuer, audience and expiry (RFC 9068), or ask the issuer (RFC 7662); their \`scope\` lists scopes.`;

const tokenUrlsOf = ({ flows }: JsonSchema): string[] => [
  ...new Set(
    Object.values(isSchema(flows) ? flows : {}).flatMap((flow) => {
      const url = isSchema(flow) ? (flow.tokenUrl ?? flow.authorizationUrl) : undefined;
      return typeof url === 'string' ? [url] : [];
    }),
  ),
];

/** What `contract verify` sends, as the source of properties. */
export const verifyCredentials = (schemes: readonly UsedScheme[]): string =>
  schemes.map(({ name, sent }) => `${propertyName(name)}: ${sent}`).join(', ');

/** `src/credentials.ts`. */
export function credentialsFile(schemes: readonly UsedScheme[]): string {
  if (schemes.length === 0) {
    return `/** The document has no security schemes, so every request is accepted. */
export const credentials = {};
`;
  }
  const has = (verify: UsedScheme['verify']) => schemes.some((each) => each.verify === verify);
  const entries = schemes.map(({ name, read, verify, advice }) => {
    const verified = verify === 'verify' ? 'verify' : `verify: ${verify}`;
    const lines = advice === undefined ? '' : `  // ${comment(advice)}\n`;
    return `${lines}  ${propertyName(name)}: { ${read}, ${verified} },\n`;
  });
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
${has('verifyPassword') ? password : ''}${has('verifyCertificate') ? certificate : ''}
/** How the credential of each security scheme is read and verified. */
export const credentials: AppOptions<typeof api>['credentials'] = {
${entries.join('')}};
`;
}

const password = `
/** Verifies the password of HTTP Basic (RFC 7617); the user name is not looked at. */
const verifyPassword = (sent: string) =>
  verify(Buffer.from(sent, 'base64').toString().replace(/^[^:]*:/, ''));
`;

const certificate = `
/**
 * The header in which a proxy passes the certificates of clients on (RFC 9440). The proxy has to remove
 * it from what clients send: they could name any certificate.
 */
const certificateHeader =
  developmentKey === undefined ? process.env.CLIENT_CERT_HEADER : 'Client-Cert';

/**
 * Verifies a certificate (DER in Base64). For production, look up whose it is, for example by
 * \`new X509Certificate(Buffer.from(certificate, 'base64')).fingerprint256\` of \`node:crypto\`.
 */
const verifyCertificate = (certificate: string) =>
  verify(Buffer.from(certificate, 'base64').toString());
`;
