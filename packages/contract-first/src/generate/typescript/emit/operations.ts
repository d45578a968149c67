/**
 * The file of operations: each as data that the runtime carries out.
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
import { Imports } from '../imports.ts';
import { literal } from '../literals.ts';
import { camelCase } from '../names.ts';
import { allMethods, type MethodPlan, type ResourcePlan } from '../plan.ts';
import type { SchemePlan } from '../schemes.ts';
import { importScalars, type Shapes } from '../shapes.ts';
import { propertyNames } from '../types/properties.ts';
import { isPlainParameter, writerOf } from '../wire.ts';
import { objectSource, type Source } from './source.ts';

/** Names that the file of operations imports, which no operation can have. */
export const importedNames: readonly string[] = [
  ...['readJson', 'readText', 'readBytes', 'readEvents', 'readItems', 'readExactJson'],
  ...['writeJson', 'writeForm', 'writeMultipart', 'writeText', 'writeBytes', 'writeItems'],
  ...['writeExactJson', 'byCursor', 'byPage', 'byOffset', 'byLink', 'byUrl', 'byLastId'],
  ...['keepSession', 'endSession', 'shapes', 'bigintScalar', 'dateScalar', 'instantScalar'],
];

/** What operations are written with. */
export type OperationContext = {
  readonly model: ClientModel;
  readonly choices: Choices;
  readonly shapes: Shapes;
  readonly schemes: readonly SchemePlan[];
};

/** Modules as the file of operations imports them. */
const RUNTIME = './runtime/operation.ts';

const SHAPES = 'shapes';

/** The file of operations. */
export function operationsFile(root: ResourcePlan, context: OperationContext): string {
  const imports = new Imports();
  const writer = new OperationWriter(imports, root, context);
  const constants = allMethods(root).map((plan) => writer.constant(plan));
  const others = [...writer.waitings(), ...writer.channels()];
  const declarations = [...writer.shared, ...constants, ...others];
  return [imports.text, ...declarations].join('\n');
}

class OperationWriter {
  readonly #imports: Imports;
  readonly #context: OperationContext;
  readonly #plans: readonly MethodPlan[];
  readonly #style: Choices['names'];
  /** Lists of alternatives of credentials, which most operations have in common. */
  readonly #security = new Map<string, string>();
  readonly #errorForms = new Map<string, string>();

  constructor(imports: Imports, root: ResourcePlan, context: OperationContext) {
    this.#imports = imports;
    this.#context = context;
    this.#plans = allMethods(root);
    this.#style = context.choices.names;
  }

  /** Constants that several operations refer to. */
  get shared(): string[] {
    const constants = (texts: ReadonlyMap<string, string>, type: string) =>
      [...texts].map(
        ([text, name]) =>
          `const ${name}: readonly ${this.#imports.type(RUNTIME, type)}[] = ${text};\n`,
      );
    return [
      ...constants(this.#security, 'Requirement'),
      ...constants(this.#errorForms, 'ErrorForm'),
    ];
  }

  constant(plan: MethodPlan): string {
    const { method } = plan;
    const nameOf = argumentNames(method, this.#style);
    const operation: Source = {
      id: literal(plan.shown),
      method: literal(method.verb),
      path: literal(method.path),
      server: method.servers[0] && literal(method.servers[0].url),
      parameters: listSource(method.parameters.map((each) => this.#parameter(each, nameOf))),
      positional: listSource(this.#positional(method).map(literal)),
      bodies: listSource((method.body?.alternatives ?? []).map((each) => this.#body(each, nameOf))),
      isBodyRequired: method.body?.required ? 'true' : undefined,
      answers: listSource(this.#answers(method)),
      errors: this.#errors(method),
      security: this.#securityOf(method),
      idempotencyKey: method.idempotencyKey && literal(method.idempotencyKey),
      pagination: method.pagination && this.#pagination(method, method.pagination),
      limit: method.limit && literal(method.limit),
      session: method.session && this.#session(method.session),
      refresh: this.#refresh(method),
    };
    return this.#declare(plan.constant, 'Operation', operation);
  }

  /** How each status operation shows an end; most that are waited for share one. */
  waitings(): string[] {
    const waitings = this.#plans.flatMap(({ method }) => method.waiting ?? []);
    return [...new Map(waitings.map((each) => [each.status, each])).values()].flatMap(
      ({ status, key, state, running }) => {
        const plan = this.#plans.find(({ method }) => method.id === status);
        if (!plan) return [];
        return this.#declare(waitingConstant(plan), 'Waiting', {
          status: plan.constant,
          key: literal(this.#property(key)),
          state: literal(this.#property(state)),
          running: `[${running.map(literal).join(', ')}]`,
        });
      },
    );
  }

  channels(): string[] {
    const { channel } = this.#context.model;
    const ticket = channel && this.#plans.find(({ method }) => method.id === channel.ticket);
    if (!channel || !ticket) return [];
    return [
      this.#declare(channelConstant(channel), 'Channel', {
        id: literal([...channel.resource, channel.name].map(camelCase).join('.')),
        path: literal(channel.path),
        ticket: ticket.constant,
        final: `[${channel.final.join(', ')}]`,
      }),
    ];
  }

  #declare(name: string, type: string, source: Source): string {
    const annotation = this.#imports.type(RUNTIME, type);
    return `export const ${name}: ${annotation} = ${objectSource(source)};\n`;
  }

  /**
   * A function of the runtime. It is imported by name: bundlers keep an object in which a member of a
   * namespace is read, even if nothing uses the object.
   */
  #value(module: string, name: string, alias: string = name): string {
    return this.#imports.value(`./runtime/${module}.ts`, name, alias);
  }

  /** The name of a property in results. */
  #property(name: string): string {
    return propertyNames([name], this.#style).get(name) ?? name;
  }

  #shape(schema: unknown): string | undefined {
    const shape = this.#context.shapes.of(schema, `${SHAPES}.`);
    if (!shape) return undefined;
    const { text, usesComponents } = shape;
    if (usesComponents) this.#imports.namespace('./shapes.ts', SHAPES);
    importScalars(this.#imports, shape);
    return text.startsWith('() => ') ? text : `() => (${text})`;
  }

  #positional({ positional, parameters, body }: MethodModel): string[] {
    const nameOf = argumentNames({ parameters, body } as MethodModel, this.#style);
    const fields = (body?.alternatives ?? []).flatMap(({ fields = [] }) => fields);
    return positional.arguments.map((argument) => {
      const same = (each: { readonly argument: readonly string[] }) =>
        each.argument.join(' ') === argument.join(' ');
      const found = parameters.find(same) ?? fields.find(same);
      return found ? nameOf(found) : camelCase(argument);
    });
  }

  #parameter(parameter: ParameterModel, nameOf: ReturnType<typeof argumentNames>): string {
    const name = nameOf(parameter);
    const isPlain = isPlainParameter(parameter, this.#context.model.document);
    const { writer, isExploded } = writerOf(parameter);
    return objectSource(
      {
        name: literal(name),
        wire: name === parameter.name ? undefined : literal(parameter.name),
        in: literal(parameter.in),
        write: isPlain ? undefined : this.#value('parameters', writer, `${writer}Parameter`),
        isExploded: isPlain || isExploded === undefined ? undefined : String(isExploded),
        allowReserved: parameter.allowReserved ? 'true' : undefined,
        content: parameter.contentType && literal(parameter.contentType),
        shape: this.#shape(parameter.schema),
        isOption: isOption(parameter, this.#context.choices) ? 'true' : undefined,
      },
      true,
    );
  }

  #body(body: BodyAlternative, nameOf: ReturnType<typeof argumentNames>): string {
    const { fields, kind, schema, itemSchema } = body;
    const written = fields?.map((field) => {
      const name = nameOf(field);
      return objectSource(
        {
          name: literal(name),
          wire: name === field.name ? undefined : literal(field.name),
          shape: this.#shape(field.schema),
        },
        true,
      );
    });
    return objectSource({
      mediaType: literal(body.mediaType),
      write: this.#bodyWriter(kind),
      fields: fields && `[${written?.join(', ')}]`,
      argument: fields ? undefined : literal(camelCase(body.argument)),
      shape: fields ? undefined : this.#shape(kind === 'items' ? itemSchema : schema),
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

  #answers({ responses }: MethodModel): string[] {
    const successes = responses.filter(({ isSuccess }) => isSuccess);
    return successes.flatMap(({ status, alternatives }) =>
      alternatives.map((each) => this.#answer(each, successes.length > 1 ? status : undefined)),
    );
  }

  #answer(answer: ResponseAlternative, status: string | undefined): string {
    const { kind, mediaType, schema, itemSchema, events } = answer;
    const described = events?.schema ?? (kind === 'items' ? itemSchema : schema);
    return objectSource(
      {
        mediaType: literal(mediaType),
        status: status && literal(status),
        read: this.#reader(kind),
        shape: kind === 'bytes' || kind === 'text' ? undefined : this.#shape(described),
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
        return body ? [{ status, shape: this.#shape(body.schema) }] : [];
      });
    const [first] = described;
    const isSame = described.every(({ shape }) => shape === first?.shape);
    const forms = isSame && first ? [{ status: 'default', shape: first.shape }] : described;
    const written = forms.flatMap(({ status, shape }) =>
      shape ? [objectSource({ status: literal(status), shape }, true)] : [],
    );
    const text = listSource(written);
    if (text === undefined) return undefined;
    const name = this.#errorForms.get(text) ?? `errors${this.#errorForms.size + 1}`;
    this.#errorForms.set(text, name);
    return name;
  }

  #securityOf({ security }: MethodModel): string | undefined {
    if (security.length === 0) return undefined;
    const alternatives = security.map((each) => {
      const uses = Object.entries(each).map(([name, scopes]) => {
        const scheme = this.#context.schemes.find(({ model }) => model.name === name);
        if (!scheme) return undefined;
        // Certificates are configured where the connection is opened.
        if (scheme.constant === undefined) return '';
        const constant = this.#imports.value('./api.ts', scheme.constant);
        if (!scheme.hasScopes || scopes.length === 0) return constant;
        return `{ scheme: ${constant}, scopes: [${scopes.map(literal).join(', ')}] }`;
      });
      return uses.includes(undefined) ? undefined : `[${uses.filter(Boolean).join(', ')}]`;
    });
    const known = alternatives.filter((each) => each !== undefined);
    if (known.length === 0) return undefined;
    const text = `[${known.join(', ')}]`;
    const name = this.#security.get(text) ?? `security${this.#security.size + 1}`;
    this.#security.set(text, name);
    return name;
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
    return refresh && `() => ${refresh.constant}`;
  }
}

/** The constant that says how to wait with a status operation. */
export const waitingConstant = ({ constant }: MethodPlan): string => `${constant}Waiting`;

/** The constant of the channel of live events. */
export const channelConstant = ({ resource, name }: NonNullable<ClientModel['channel']>): string =>
  `${camelCase([...resource.flat(), ...name])}Channel`;

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

/** A list in brackets, on one line if it is short. */
function listSource(items: readonly string[]): string | undefined {
  if (items.length === 0) return undefined;
  const line = `[${items.join(', ')}]`;
  if (line.length < 80 && !line.includes('\n')) return line;
  return `[\n${items.map((each) => `  ${each.replaceAll('\n', '\n  ')},\n`).join('')}]`;
}
