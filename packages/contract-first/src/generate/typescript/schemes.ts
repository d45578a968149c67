/**
 * The security schemes of a document, each an option of the client.
 *
 * @module
 */
import type {
  ClientModel,
  MethodModel,
  ResourceModel,
  SecuritySchemeModel,
} from '../model/clientModel.ts';
import { camelCase } from './names.ts';
import { UniqueNames } from './types/componentNames.ts';

/** A scheme with its names. */
export type SchemePlan = {
  readonly model: SecuritySchemeModel;
  /** Undefined for certificates, which no request carries. */
  readonly constant: string | undefined;
  readonly option: string;
  /** The type of the option, which the runtime exports. */
  readonly optionType: string;
  /** The function of the runtime's `security.ts`. */
  readonly prepare: string;
  /** Whether the client requests tokens for the scopes of operations. */
  readonly hasScopes: boolean;
  /** The environment variables with its credentials, without the prefix. */
  readonly environment: readonly string[];
};

/** Names that the file with the schemes has for other things. */
const taken = ['api', 'convert', 'servers'];

/** The schemes that methods use. */
export function schemePlans({ schemes, root }: ClientModel): SchemePlan[] {
  const constants = new UniqueNames(taken);
  const used = new Set(
    methodsIn(root).flatMap(({ security }) => security.flatMap((each) => Object.keys(each))),
  );
  return schemes
    .filter(({ name }) => used.has(name))
    .map((model) => planOf(model, constants.take(`${camelCase(model.option)}Scheme`)));
}

function planOf(model: SecuritySchemeModel, constant: string): SchemePlan {
  const option = camelCase(model.option);
  const common = { model, constant, option, hasScopes: false };
  const loud = option.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toUpperCase();
  const secret = { ...common, optionType: 'Secret', environment: [loud] };
  switch (model.type) {
    case 'apiKey':
      return { ...secret, prepare: model.in === 'header' ? 'headerKey' : 'apiKey' };
    case 'basic':
      return {
        ...common,
        optionType: 'BasicCredentials',
        prepare: 'basic',
        environment: ['USERNAME', 'PASSWORD'],
      };
    case 'bearer':
    case 'openIdConnect':
      return { ...secret, prepare: 'bearer' };
    case 'http':
      return { ...secret, prepare: 'httpScheme' };
    case 'oauth2':
      if (model.tokenUrl === undefined) return { ...secret, prepare: 'bearer' };
      return {
        ...common,
        optionType: 'OAuth2Credentials',
        prepare: 'oauth2',
        hasScopes: true,
        environment: ['CLIENT_ID', 'CLIENT_SECRET'],
      };
    case 'mutualTLS':
      return {
        ...common,
        constant: undefined,
        optionType: 'never',
        prepare: '',
        environment: [],
      };
  }
}

/** How an option is given in an example. */
export const given = ({ option, optionType }: SchemePlan): string =>
  optionType === 'BasicCredentials'
    ? `${option}: { username: '…', password: '…' }`
    : optionType === 'OAuth2Credentials'
      ? `${option}: { clientId: '…', clientSecret: '…' }`
      : `${option}: '…'`;

/** The schemes that clients have options for. */
export const offered = (schemes: readonly SchemePlan[]): readonly SchemePlan[] =>
  schemes.filter(({ constant }) => constant !== undefined);

/**
 * Whether it is a mistake to give credentials for two schemes: one of them is enough for every
 * operation, and none takes two together.
 */
export function isOneScheme(
  schemes: readonly SchemePlan[],
  methods: readonly MethodModel[],
): boolean {
  const secured = methods.filter(({ security }) => security.length > 0);
  if (offered(schemes).length < 2 || secured.length === 0) return false;
  const alternatives = secured.map(({ security }) => security.map((each) => Object.keys(each)));
  if (alternatives.flat().some((names) => names.length > 1)) return false;
  return schemes.some(({ model }) =>
    alternatives.every((each) =>
      each.some((names) => names.includes(model.name) || names.length === 0),
    ),
  );
}

const methodsIn = ({ methods, resources }: ResourceModel): readonly MethodModel[] => [
  ...methods,
  ...resources.flatMap(methodsIn),
];
