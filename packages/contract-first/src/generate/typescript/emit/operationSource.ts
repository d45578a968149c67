/**
 * An operation as source: data that the runtime carries out.
 *
 * @module
 */
import type {
  BodyAlternative,
  ClientModel,
  MethodModel,
  PaginationModel,
  ParameterModel,
  PartModel,
  ResponseAlternative,
} from '../../model/clientModel.ts';
import { argumentNames, isOption } from '../arguments.ts';
import type { Choices } from '../choices.ts';
import type { Imports } from '../imports.ts';
import { literal } from '../literals.ts';
import { camelCase } from '../names.ts';
import type { MethodPlan } from '../plan.ts';
import type { SchemePlan } from '../schemes.ts';
import { importScalars, type ShapeSource, type Shapes } from '../shapes.ts';
import { propertyNames } from '../types/properties.ts';
import { isPlainParameter, writerOf } from '../wire.ts';
import type { SharedLists } from './sharedLists.ts';
import { listSource, objectSource, type Source } from './source.ts';

/** Names that files with operations import, which no operation can have. */
export const importedNames: readonly string[] = [
  ...['asJson', 'readJson', 'readText', 'readBytes', 'readEvents', 'readItems', 'readExactJson'],
  ...['writeJson', 'writeForm', 'writeMultipart', 'writeText', 'writeBytes', 'writeItems'],
  ...['writeExactJson', 'byCursor', 'byPage', 'byOffset', 'byLink', 'byUrl', 'byLastId'],
  ...[
    'randomId',
    'keepSession',
    'endSession',
    'shapes',
    'bigintScalar',
    'dateScalar',
    'instantScalar',
  ],
];

/** What operations are written with. */
export type OperationContext = {
  readonly model: ClientModel;
  readonly choices: Choices;
  readonly shapes: Shapes;
  readonly schemes: readonly SchemePlan[];
};

const SHAPES = 'shapes';

/** Writes operations into a file in a folder of the sources. */
export class OperationWriter {
  readonly #imports: Imports;
  readonly #plans: readonly MethodPlan[];
  readonly #shared: SharedLists;
  readonly #context: OperationContext;
  readonly #style: Choices['names'];
  readonly #refer: (plan: MethodPlan) => string;

  /**
   * @param imports of the file
   * @param plans all methods of the client
   * @param refer imports the constant of an operation
   */
  constructor(
    imports: Imports,
    plans: readonly MethodPlan[],
    shared: SharedLists,
    context: OperationContext,
    refer: (plan: MethodPlan) => string,
  ) {
    this.#imports = imports;
    this.#plans = plans;
    this.#shared = shared;
    this.#context = context;
    this.#style = context.choices.names;
    this.#refer = refer;
  }

  /** An operation as an object. */
  source({ method, shown }: MethodPlan): string {
    const nameOf = argumentNames(method, this.#style);
    return objectSource({
      id: literal(shown),
      method: literal(method.verb),
      path: literal(method.path),
      server: method.servers[0] && literal(method.servers[0].url),
      positional: this.#positional(method, nameOf),
      parameters: listSource(
        method.parameters.flatMap((each) => this.#parameter(each, nameOf, method.path)),
      ),
      bodies: listSource((method.body?.alternatives ?? []).map((each) => this.#body(each, nameOf))),
      isBodyRequired: method.body?.required ? 'true' : undefined,
      answers: this.#answers(method),
      errors: this.#errors(method),
      security: this.#securityOf(method),
      idempotencyKey:
        method.idempotencyKey &&
        objectSource({
          header: literal(method.idempotencyKey),
          make: this.#value('randomId', 'randomId'),
        }),
      pagination: method.pagination && this.#pagination(method, method.pagination),
      limit: method.limit && literal(method.limit),
      session: method.session && this.#session(method.session),
      refresh: this.#refresh(method),
    });
  }

  /**
   * A function of the runtime. It is imported by name: bundlers keep an object in which a member of a
   * namespace is read, even if nothing uses the object.
   */
  #value(module: string, name: string, alias: string = name): string {
    return this.#imports.value(`../runtime/${module}.ts`, name, alias);
  }

  /** The name of a property in results. */
  #property(name: string): string {
    return propertyNames([name], this.#style).get(name) ?? name;
  }

  /** The shape of a schema, lazily; undefined if its values are the same on both sides. */
  shape(schema: unknown): string | undefined {
    const shape = this.#context.shapes.of(schema, `${SHAPES}.`);
    if (!shape) return undefined;
    importShape(this.#imports, shape, '..');
    return lazily(shape);
  }

  /** Undefined if they are those of the path. */
  #positional(
    { positional, parameters, body, path }: MethodModel,
    nameOf: ReturnType<typeof argumentNames>,
  ): string | undefined {
    const fields = (body?.alternatives ?? []).flatMap(({ fields = [] }) => fields);
    const names = positional.arguments.map((argument) => {
      const same = (each: { readonly argument: readonly string[] }) =>
        each.argument.join(' ') === argument.join(' ');
      const found = parameters.find(same) ?? fields.find(same);
      return found ? nameOf(found) : camelCase(argument);
    });
    // The order in which the runtime has them: first those that are described.
    const described = parameters.filter(
      (each) => each.in === 'path' && this.#parameter(each, nameOf, path).length > 0,
    );
    const others = namesIn(path).filter((wire) => !described.some(({ name }) => name === wire));
    const inPath = [...described.map(nameOf), ...others];
    const isUsual =
      names.length === inPath.length && names.every((name, at) => name === inPath[at]);
    return isUsual ? undefined : `[${names.map(literal).join(', ')}]`;
  }

  /** Nothing for one that the path says all of. */
  #parameter(
    parameter: ParameterModel,
    nameOf: ReturnType<typeof argumentNames>,
    path: string,
  ): string[] {
    const name = nameOf(parameter);
    const isPlain = isPlainParameter(parameter, this.#context.model.document);
    const { writer, isExploded } = writerOf(parameter);
    const source = objectSource(
      {
        name: literal(name),
        wire: name === parameter.name ? undefined : literal(parameter.name),
        in: literal(parameter.in),
        write: isPlain ? undefined : this.#value('parameters', writer, `${writer}Parameter`),
        isExploded: isPlain || isExploded === undefined ? undefined : String(isExploded),
        allowReserved: parameter.allowReserved ? 'true' : undefined,
        content: parameter.contentType && literal(parameter.contentType),
        shape: this.shape(parameter.schema),
        isOption: isOption(parameter, this.#context.choices) ? 'true' : undefined,
      },
      true,
    );
    if (source === `{ name: ${literal(name)}, in: 'query' }`) return [literal(name)];
    const isUsual = source === `{ name: ${literal(name)}, in: 'path' }`;
    return isUsual && namesIn(path).includes(name) ? [] : [source];
  }

  #body(body: BodyAlternative, nameOf: ReturnType<typeof argumentNames>): string {
    const { fields, kind, schema, itemSchema } = body;
    const written = fields?.map((field) => {
      const name = nameOf(field);
      const source = {
        wire: name === field.name ? undefined : literal(field.name),
        shape: this.shape(field.schema),
      };
      const isUsual = Object.values(source).every((each) => each === undefined);
      return isUsual ? literal(name) : objectSource({ name: literal(name), ...source }, true);
    });
    return objectSource({
      mediaType: literal(body.mediaType),
      write: this.#bodyWriter(kind),
      fields: fields && `[${written?.join(', ')}]`,
      argument: fields ? undefined : literal(camelCase(body.argument)),
      shape: fields ? undefined : this.shape(kind === 'items' ? itemSchema : schema),
      parts: this.#parts(body.parts),
    });
  }

  #bodyWriter(kind: BodyAlternative['kind']): string {
    if (kind === 'json' && this.#context.choices.int64 === 'bigint') {
      return this.#value('exactJson', 'writeExactJson');
    }
    return this.#value('bodies', bodyWriters[kind]);
  }

  #parts(parts: Readonly<Record<string, PartModel>>): string | undefined {
    const written: Record<string, string> = {};
    for (const [name, part] of Object.entries(parts)) {
      const styled = part.style === undefined ? undefined : partWriter(part);
      const source: Source = {
        file: part.file && literal(part.file),
        contentType: part.contentType && literal(part.contentType),
        write: styled && this.#value('parameters', styled, `${styled}Parameter`),
        isExploded: styled && part.explode !== undefined ? String(part.explode) : undefined,
        isJson: part.isJson ? 'true' : undefined,
      };
      if (Object.values(source).some((each) => each !== undefined)) {
        written[name] = objectSource(source, true);
      }
    }
    return Object.keys(written).length === 0 ? undefined : objectSource(written, true);
  }

  #answers({ responses }: MethodModel): string | undefined {
    const successes = responses.filter(({ isSuccess }) => isSuccess);
    const [answer, ...others] = successes.flatMap(({ status, alternatives }) =>
      alternatives.map((each) => ({ ...each, status: successes.length > 1 ? status : undefined })),
    );
    const isPlainJson =
      answer?.mediaType === 'application/json' &&
      answer.status === undefined &&
      this.#context.choices.int64 !== 'bigint' &&
      this.#context.shapes.of(answer.schema) === undefined;
    if (isPlainJson && others.length === 0) return this.#value('answers', 'asJson');
    return answer && listSource([answer, ...others].map((each) => this.#answer(each, each.status)));
  }

  #answer(answer: ResponseAlternative, status: string | undefined): string {
    const { kind, mediaType, schema, itemSchema, events } = answer;
    const described = events?.schema ?? (kind === 'items' ? itemSchema : schema);
    return objectSource(
      {
        mediaType: literal(mediaType),
        status: status && literal(status),
        read: this.#reader(kind),
        shape: kind === 'bytes' || kind === 'text' ? undefined : this.shape(described),
        data: events && literal(events.data),
        texts: events?.texts.length ? `[${events.texts.map(literal).join(', ')}]` : undefined,
        isWholeEvent: events?.isWhole ? 'true' : undefined,
      },
      true,
    );
  }

  #reader(kind: ResponseAlternative['kind']): string {
    const exact = this.#context.choices.int64 === 'bigint' ? exactReaders[kind] : undefined;
    return exact ? this.#value('exactJson', exact) : this.#value('answers', readers[kind]);
  }

  /** How the bodies of errors are converted; most operations have the same. */
  #errors({ responses }: MethodModel): string | undefined {
    const described = responses
      .filter(({ isSuccess }) => !isSuccess)
      .flatMap(({ status, alternatives }) => {
        const body = alternatives.find(({ kind }) => kind === 'json');
        return body ? [{ status, shape: this.#context.shapes.of(body.schema, `${SHAPES}.`) }] : [];
      });
    const [first] = described;
    const isSame = described.every(({ shape }) => shape?.text === first?.shape?.text);
    const forms = isSame && first ? [{ status: 'default', shape: first.shape }] : described;
    const converted = forms.flatMap(({ status, shape }) => (shape ? [{ status, shape }] : []));
    if (converted.length === 0) return undefined;
    const items = converted.map(({ status, shape }) =>
      objectSource({ status: literal(status), shape: lazily(shape) }, true),
    );
    const name = this.#shared.name('errors', items, (imports) => {
      for (const { shape } of converted) importShape(imports, shape, '.');
    });
    return this.#imports.value('../shared.ts', name);
  }

  #securityOf({ security }: MethodModel): string | undefined {
    if (security.length === 0) return undefined;
    const constants = new Set<string>();
    const alternatives = security.map((each) => {
      const uses = Object.entries(each).map(([name, scopes]) => {
        const scheme = this.#context.schemes.find(({ model }) => model.name === name);
        if (!scheme) return undefined;
        // Certificates are configured where the connection is opened.
        if (scheme.constant === undefined) return '';
        const { constant } = scheme;
        constants.add(constant);
        if (!scheme.hasScopes || scopes.length === 0) return constant;
        return `{ scheme: ${constant}, scopes: [${scopes.map(literal).join(', ')}] }`;
      });
      return uses.includes(undefined) ? undefined : `[${uses.filter(Boolean).join(', ')}]`;
    });
    const known = alternatives.filter((each) => each !== undefined);
    if (known.length === 0) return undefined;
    const name = this.#shared.name('security', known, (imports) => {
      for (const constant of constants) imports.value('./api.ts', constant);
    });
    return this.#imports.value('../shared.ts', name);
  }

  #pagination(method: MethodModel, pagination: PaginationModel): string {
    const nameOf = argumentNames(method, this.#style);
    const fields = (method.body?.alternatives ?? []).flatMap(({ fields = [] }) => fields);
    const argument = (wire: string | undefined, place: string | undefined) => {
      if (wire === undefined) return undefined;
      const inQuery = method.parameters.find(
        ({ name, in: at }) => name === wire && at !== 'path' && place !== 'body',
      );
      const found = inQuery ?? fields.find(({ name }) => name === wire);
      return literal(found ? nameOf(found) : wire);
    };
    const path = (names: readonly string[] | undefined) =>
      names && `[${names.map((name) => literal(this.#property(name))).join(', ')}]`;
    return objectSource({
      next: this.#value('nextPages', nextPages[pagination.style]),
      items: path(pagination.items),
      parameter: argument(pagination.parameter, pagination.parameterIn),
      // What the document does not describe keeps its name.
      cursor:
        pagination.isNextUndocumented && pagination.next
          ? `[${pagination.next.map(literal).join(', ')}]`
          : path(pagination.next),
      wire: pagination.next?.some((name) => this.#property(name) !== name)
        ? literal(pagination.next.join('.'))
        : undefined,
      hasMore: path(pagination.hasMore),
      total: path(pagination.total),
      totalPages: path(pagination.totalPages),
      id: pagination.id === undefined ? undefined : literal(this.#property(pagination.id)),
      firstPage:
        pagination.style === 'page' || pagination.style === 'offset'
          ? String(pagination.firstPage)
          : undefined,
    });
  }

  #session(session: NonNullable<MethodModel['session']>): string {
    return this.#value('session', session === 'end' ? 'endSession' : 'keepSession');
  }

  #refresh({ session }: MethodModel): string | undefined {
    if (session !== 'begin' && session !== 'refresh') return undefined;
    const refresh = this.#plans.find(({ method }) => method.session === 'refresh');
    return refresh && `() => ${this.#refer(refresh)}`;
  }
}

/** Imports what a shape refers to into a file. @param folder leads to the folder of sources */
function importShape(imports: Imports, shape: ShapeSource, folder: string): void {
  if (shape.usesComponents) imports.namespace(`${folder}/shapes.ts`, SHAPES);
  importScalars(imports, shape, folder);
}

const lazily = ({ text }: ShapeSource): string =>
  text.startsWith('() => ') ? text : `() => (${text})`;

const bodyWriters = {
  json: 'writeJson',
  form: 'writeForm',
  multipart: 'writeMultipart',
  text: 'writeText',
  bytes: 'writeBytes',
  items: 'writeItems',
} as const satisfies { [kind in BodyAlternative['kind']]: string };

const readers = {
  json: 'readJson',
  text: 'readText',
  bytes: 'readBytes',
  events: 'readEvents',
  items: 'readItems',
} as const satisfies { [kind in ResponseAlternative['kind']]: string };

/** Those that keep integers beyond 2^53. */
const exactReaders: { readonly [kind in ResponseAlternative['kind']]?: string } = {
  json: 'readExactJson',
  events: 'readExactEvents',
  items: 'readExactItems',
};

const nextPages = {
  cursor: 'byCursor',
  page: 'byPage',
  offset: 'byOffset',
  link: 'byLink',
  url: 'byUrl',
  lastId: 'byLastId',
} as const satisfies { [style in PaginationModel['style']]: string };

const partWriter = ({ style }: PartModel): string | undefined =>
  style !== undefined && ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'].includes(style)
    ? style
    : undefined;

/** What a path has in braces, in its order. */
const namesIn = (path: string): string[] => {
  const [template = ''] = path.split('#');
  return [...new Set([...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name))];
};
