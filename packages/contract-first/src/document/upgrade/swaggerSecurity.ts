import type { Part } from '../structure.ts';
import type { Swagger } from './swaggerDocument.ts';

/** The names of OAuth 2 flows in OpenAPI 3 by those in Swagger 2.0. */
const flows: Readonly<Record<string, string>> = {
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
  implicit: 'implicit',
  password: 'password',
};

export function securitySchemeOf({ origins, report }: Swagger, scheme: Part): Part {
  const { type, flow, authorizationUrl, tokenUrl, scopes, ...same } = scheme;
  if (type === 'basic') return origins.made(scheme, { ...same, type: 'http', scheme: 'basic' });
  if (type !== 'oauth2') return scheme;
  const name = typeof flow === 'string' && Object.hasOwn(flows, flow) ? flows[flow] : undefined;
  if (name === undefined) {
    report(
      'unknown-flow',
      origins.of(scheme),
      `Unknown OAuth 2 flow ${JSON.stringify(flow)}. Use implicit, password, application or accessCode.`,
    );
  }
  return origins.made(scheme, {
    ...same,
    type,
    flows: name
      ? {
          [name]: {
            ...(authorizationUrl !== undefined && { authorizationUrl }),
            ...(tokenUrl !== undefined && { tokenUrl }),
            scopes: scopes ?? {},
          },
        }
      : {},
  });
}
