import { type Document, isSchema } from './model.ts';

/** A security scheme of a document (OpenAPI 3.1.1, section 4.8.27). */
export type SecurityScheme = {
  readonly key: string;
  readonly type: string;
  readonly scheme: string;
  readonly in: string;
  readonly name: string;
};

/** The schemes that a document has. */
export function securitySchemes(document: Document): SecurityScheme[] {
  return Object.entries(document.components?.securitySchemes ?? {}).map(([key, written]) => {
    const scheme = isSchema(written) ? written : {};
    const text = (name: string) => (typeof scheme[name] === 'string' ? scheme[name] : '');
    return {
      key,
      type: text('type'),
      scheme: text('scheme').toLowerCase(),
      in: text('in'),
      name: text('name'),
    };
  });
}

/** Whether a text can be the name of a header: a token (RFC 9110, section 5.6.2). */
export const isToken = (text: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(text);

/** The scheme among these whose header cannot exist, because of its name. */
export const withoutHeader = (schemes: readonly SecurityScheme[]): SecurityScheme | undefined =>
  schemes.find((each) => each.type === 'apiKey' && each.in === 'header' && !isToken(each.name));

/**
 * Whether no request can satisfy schemes together: they need different credentials in `Authorization`,
 * which has one (RFC 9110, section 11.6.2).
 */
function isContradictory(schemes: readonly SecurityScheme[]): boolean {
  const inAuthorization = schemes.flatMap(({ type, scheme }) => {
    if (type === 'http') return [scheme];
    return type === 'oauth2' || type === 'openIdConnect' ? ['bearer'] : [];
  });
  return new Set(inAuthorization).size > 1;
}

/** Whether no request can have the credentials of schemes together. */
export const isImpossible = (schemes: readonly SecurityScheme[]): boolean =>
  isContradictory(schemes) || withoutHeader(schemes) !== undefined;
