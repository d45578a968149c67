/**
 * The file about the API as a whole: its servers, its security schemes, and what the runtime needs.
 *
 * @module
 */
import type { ClientModel, ServerModel } from '../../model/clientModel.ts';
import { commentLines } from '../documentation.ts';
import { Imports } from '../imports.ts';
import { literal, propertyName } from '../literals.ts';
import { allMethods, type ResourcePlan } from '../plan.ts';
import { isOneScheme, offered, type SchemePlan } from '../schemes.ts';
import { UniqueNames } from '../types/componentNames.ts';
import { objectSource } from './source.ts';

const OPERATION = './runtime/operation.ts';
const PROOF = './runtime/operation.ts';

export function apiFile(
  model: ClientModel,
  root: ResourcePlan,
  schemes: readonly SchemePlan[],
  isConverting: boolean,
): string {
  const imports = new Imports();
  const constants = offered(schemes).map((scheme) => schemeConstant(imports, scheme));
  const [first] = model.servers;
  const methods = allMethods(root).map(({ method }) => method);
  const api = objectSource({
    baseUrl: first && literal(expanded(first)),
    schemes:
      constants.length > 0
        ? `[${offered(schemes)
            .map(({ constant }) => constant)
            .join(', ')}]`
        : undefined,
    authenticate:
      constants.length > 0 ? imports.value('./runtime/credentials.ts', 'givenProof') : undefined,
    isOneScheme: isOneScheme(schemes, methods) ? 'true' : undefined,
    retriedProblems:
      model.retriedProblems.length > 0
        ? `[${model.retriedProblems.map(literal).join(', ')}]`
        : undefined,
    convert: isConverting ? imports.value('./runtime/convert.ts', 'convert') : undefined,
  });
  const type = imports.type(OPERATION, 'Api');
  const servers = serversSource(model.servers);
  return [
    imports.text,
    ...constants,
    `/** What is true of the whole API. */\nexport const api: ${type} = ${api};\n`,
    servers,
  ].join('\n');
}

/** A URL with the defaults of its variables. */
const expanded = ({ url, variables }: ServerModel): string =>
  url.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name]?.default ?? '') : whole,
  );

function schemeConstant(
  imports: Imports,
  { model, constant, option, prepare, environment }: SchemePlan,
): string {
  const type = imports.type(PROOF, 'SecurityScheme');
  const source = objectSource({
    option: literal(option),
    prepare: imports.value('./runtime/security.ts', prepare, `${prepare}Credentials`),
    in: model.type === 'apiKey' && model.in !== 'header' ? literal(model.in) : undefined,
    name: model.type === 'apiKey' ? literal(model.parameter) : undefined,
    scheme: model.type === 'http' ? literal(model.scheme) : undefined,
    tokenUrl:
      model.type === 'oauth2' && model.tokenUrl !== undefined ? literal(model.tokenUrl) : undefined,
    environment: `[${environment.map(literal).join(', ')}]`,
  });
  return `/** The security scheme ${inText(model.name)}. */\nexport const ${constant}: ${type} = ${source};\n`;
}

const inText = (name: string): string =>
  commentLines([`\`${name.replaceAll(/[`\r\n]/g, ' ')}\``]).replaceAll(/^\/\*\* | \*\/\n$/g, '');

/** The servers of the document: URLs, or functions of their variables. */
function serversSource(servers: readonly ServerModel[]): string {
  if (servers.length === 0) return '';
  const names = new UniqueNames();
  const members = servers.map((server, at) => {
    const name = names.take(serverName(server, at));
    const comment = commentLines([server.description ?? ''], '  ');
    const variables = Object.entries(server.variables).filter(([variable]) =>
      server.url.includes(`{${variable}}`),
    );
    if (variables.length === 0) return `${comment}  ${name}: ${literal(server.url)} as string,\n`;
    const fields = variables.map(
      ([variable]) => `readonly ${propertyName(variable)}?: string | undefined`,
    );
    const parts = server.url.split(/(\{[^{}]+\})/).map((part) => {
      const variable = part.slice(1, -1);
      const known = Object.hasOwn(server.variables, variable) && part.startsWith('{');
      if (!known) return literal(part);
      const standard = literal(server.variables[variable]?.default ?? '');
      return `(variables[${literal(variable)}] ?? ${standard})`;
    });
    const text = parts.filter((part) => part !== "''").join(' + ');
    return `${comment}  ${name}: (variables: { ${fields.join('; ')} } = {}): string =>\n    ${text},\n`;
  });
  return `/** The servers that the document names, for the option \`baseUrl\`. */\nexport const servers = {\n${members.join('')}};\n`;
}

/** What servers are for, as their descriptions and hosts often say. */
const purposes =
  /\b(production|prod|live|staging|stage|sandbox|test|testing|demo|development|dev|local|localhost|beta|eu|us)\b/i;

function serverName({ description = '', url }: ServerModel, at: number): string {
  const [, host = ''] = /^https?:\/\/([^/:]*)/.exec(url) ?? [];
  const purpose = purposes.exec(description)?.[1] ?? purposes.exec(host)?.[1];
  return purpose?.toLowerCase() ?? (at === 0 ? 'standard' : `server${at + 1}`);
}
