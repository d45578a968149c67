/**
 * Security schemes as options of a client, and servers.
 *
 * @module
 */
import {
  type Document,
  isSchema,
  resolve,
  type SecurityRequirement,
} from '../../document/model.ts';
import type { SecuritySchemeModel, ServerModel, Words } from './clientModel.ts';
import { squashed, wordsOf } from './words.ts';

type Report = (rule: string, pointer: string, message: string) => void;
type Kind = SecuritySchemeModel extends infer Each
  ? Each extends { readonly type: string }
    ? Omit<Each, 'name' | 'option' | 'description'>
    : never
  : never;

/** The security schemes of a document; one that cannot be read is reported. */
export function securityModels(document: Document, report: Report): SecuritySchemeModel[] {
  const found = Object.entries(document.components?.securitySchemes ?? {}).flatMap(
    ([name, written]) => {
      const pointer = `#/components/securitySchemes/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      let scheme: object;
      try {
        scheme = resolve<object>(document, isSchema(written) ? written : {});
      } catch (cause) {
        report('security-scheme', pointer, `The scheme "${name}" is left out: ${String(cause)}`);
        return [];
      }
      const kind = kindOf(scheme);
      if (!kind) {
        report(
          'security-scheme',
          pointer,
          `The scheme "${name}" is left out: its type is unknown or a field is missing.`,
        );
        return [];
      }
      return [{ name, kind, description: textOf(scheme, 'description') }];
    },
  );
  const taken = new Set<string>();
  return found.map(({ name, kind, description }): SecuritySchemeModel => {
    const isOnly = found.filter((each) => usual(each.kind) === usual(kind)).length === 1;
    const own = (isOnly ? usual(kind)?.split(' ') : undefined) ?? plain(name);
    let option: Words = own;
    for (let at = 2; taken.has(squashed(option)); at++) option = [...own, String(at)];
    taken.add(squashed(option));
    return { name, option, description, ...kind };
  });
}

/** The usual name of a credential, for the only one of its kind. */
function usual({ type }: Kind): string | undefined {
  if (type === 'apiKey') return 'api key';
  if (type === 'bearer' || type === 'oauth2' || type === 'openIdConnect') return 'access token';
  return type === 'basic' ? 'basic' : undefined;
}

/** The name of a scheme without words that every scheme has. */
function plain(name: string): Words {
  const words = wordsOf(name);
  const common = ['auth', 'authentication', 'authorization', 'scheme', 'security', 'header'];
  const end = words.findLastIndex((word) => !common.includes(word));
  const own = end < 0 ? words : words.slice(0, end + 1);
  return own.length > 0 ? own : ['credentials'];
}

function kindOf(scheme: object): Kind | undefined {
  const type = textOf(scheme, 'type');
  if (type === 'apiKey') {
    const [parameter, place] = [textOf(scheme, 'name'), textOf(scheme, 'in')];
    const isPlace = place === 'header' || place === 'query' || place === 'cookie';
    return parameter && isPlace ? { type, in: place, parameter } : undefined;
  }
  if (type === 'http') {
    const name = textOf(scheme, 'scheme') ?? '';
    if (name.toLowerCase() === 'basic') return { type: 'basic' };
    if (name.toLowerCase() === 'bearer')
      return { type: 'bearer', format: textOf(scheme, 'bearerFormat') };
    return name === '' ? undefined : { type, scheme: name };
  }
  if (type === 'oauth2') {
    const flows = Object.entries(Object(Reflect.get(scheme, 'flows'))).flatMap(([name, flow]) =>
      isSchema(flow) ? [{ name, flow }] : [],
    );
    const own = flows.find(({ name }) => name === 'clientCredentials')?.flow;
    return {
      type,
      tokenUrl: own && textOf(own, 'tokenUrl'),
      refreshUrl: flows
        .map(({ flow }) => textOf(flow, 'refreshUrl'))
        .find((url) => url !== undefined),
      scopes: [...new Set(flows.flatMap(({ flow }) => Object.keys(Object(flow.scopes))))],
    };
  }
  if (type === 'openIdConnect') return { type, url: textOf(scheme, 'openIdConnectUrl') ?? '' };
  return type === 'mutualTLS' ? { type } : undefined;
}

const textOf = (from: object, key: string): string | undefined => {
  const value: unknown = Object.hasOwn(from, key) ? Reflect.get(from, key) : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Alternatives of credentials, without those that no client can have. */
export function securityOf(
  written: readonly SecurityRequirement[],
  schemes: readonly SecuritySchemeModel[],
  report: (rule: string, message: string) => void,
): SecurityRequirement[] {
  const known = written.filter((alternative) => {
    const unknown = Object.keys(alternative).find(
      (name) => !schemes.some((each) => each.name === name),
    );
    if (unknown === undefined) return true;
    report(
      'security-scheme-missing',
      `The security scheme "${unknown}" does not exist, so no credentials are sent for it.`,
    );
    return false;
  });
  for (const alternative of known) {
    const [first, second] = sharingHeader(Object.keys(alternative), schemes);
    if (first !== undefined && second !== undefined) {
      report(
        'security-conflict',
        `The schemes "${first}" and "${second}" are both sent in the same header, so they cannot be used together: only one of them is sent.`,
      );
    }
  }
  return known.every((alternative) => Object.keys(alternative).length === 0) ? [] : known;
}

/** Two schemes whose credentials are the value of one header (RFC 9110, section 11.6.2); none if there are none. */
function sharingHeader(
  names: readonly string[],
  schemes: readonly SecuritySchemeModel[],
): readonly string[] {
  const byHeader = new Map<string, string>();
  for (const name of names) {
    const header = headerOf(schemes.find((each) => each.name === name));
    if (header === undefined) continue;
    const other = byHeader.get(header);
    if (other !== undefined) return [other, name];
    byHeader.set(header, name);
  }
  return [];
}

function headerOf(scheme: SecuritySchemeModel | undefined): string | undefined {
  if (!scheme || scheme.type === 'mutualTLS') return undefined;
  if (scheme.type !== 'apiKey') return 'authorization';
  return scheme.in === 'header' ? scheme.parameter.toLowerCase() : undefined;
}

/** The servers in a list of a document, a path item or an operation. */
export function serverModels(written: unknown): ServerModel[] {
  if (!Array.isArray(written)) return [];
  return written.filter(isSchema).flatMap((server): ServerModel[] => {
    const url = textOf(server, 'url');
    if (url === undefined) return [];
    const variables = Object.entries(isSchema(server.variables) ? server.variables : {});
    return [
      {
        url,
        description: textOf(server, 'description'),
        variables: Object.fromEntries(
          variables.map(([name, variable]) => [
            name,
            { default: String(isSchema(variable) ? (variable.default ?? '') : '') },
          ]),
        ),
      },
    ];
  });
}
