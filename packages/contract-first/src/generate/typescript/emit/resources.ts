/**
 * The files of resources: a class each, with a method for each operation.
 *
 * @module
 */
import type { ClientModel, LiveChannelModel } from '../../model/clientModel.ts';
import { argumentNames } from '../arguments.ts';
import { commentLines } from '../documentation.ts';
import { Imports } from '../imports.ts';
import { literal } from '../literals.ts';
import { camelCase, memberName, variableName } from '../names.ts';
import type { MethodPlan, ResourcePlan } from '../plan.ts';
import type { ArgumentForm, ResultForm, Signature, Signatures } from '../signatures.ts';
import { type OperationContext, OperationWriter } from './operationSource.ts';
import { channelConstant, operationModule, waitingConstant } from './operations.ts';
import { neverOf, type RuntimeName, runtimeModule } from './runtimeModules.ts';
import type { SharedLists } from './sharedLists.ts';

const TYPES = '../types.ts';

/** What resources are written with. */
export type ResourceContext = OperationContext & {
  readonly shared: SharedLists;
  readonly signatures: Signatures;
  /** All methods by the ids of their operations. */
  readonly plans: ReadonlyMap<string, MethodPlan>;
};

/** What the client does with the session when an operation has been carried out. */
const sessionWords = {
  begin: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  refresh: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  end: 'The client forgets the tokens that it has kept.',
} as const;

/** The channel if it is a method of a resource. */
export const channelIn = (
  { model: { path } }: ResourcePlan,
  { channel }: ClientModel,
): LiveChannelModel | undefined =>
  channel && channel.resource.map(camelCase).join('.') === path.map(camelCase).join('.')
    ? channel
    : undefined;

/** The file of one resource. */
export function resourceFile(resource: ResourcePlan, context: ResourceContext): string {
  return new ResourceWriter(resource, context).file;
}

class ResourceWriter {
  readonly #imports = new Imports();
  readonly #resource: ResourcePlan;
  readonly #context: ResourceContext;
  readonly #operations: OperationWriter;

  constructor(resource: ResourcePlan, context: ResourceContext) {
    this.#resource = resource;
    this.#context = context;
    const plans = [...context.plans.values()];
    const { shared } = context;
    this.#operations = new OperationWriter(this.#imports, plans, shared, context, (plan) =>
      this.#operation(plan.constant, plan.resource),
    );
  }

  get file(): string {
    const { className, resources, methods, model, path } = this.#resource;
    const connection = this.#typeOf('Connection');
    const channel = channelIn(this.#resource, this.#context.model);
    const members = [
      ...methods.flatMap((method) => this.#methodsOf(method)),
      ...(channel ? [this.#connect(channel)] : []),
    ];
    const needsConnection = members.length > 0;
    const inner = resources.map((each) => ({
      ...each,
      type: this.#imports.value(`./${each.file}.ts`, each.className),
      comment: commentLines(
        [each.model.description ?? `Methods of \`client.${each.path.join('.')}\`.`],
        '  ',
      ),
    }));
    const described =
      model.description ??
      (path.length === 0
        ? 'All methods and resources.'
        : `Methods of \`client.${path.join('.')}\`.`);
    const body = [
      ...(needsConnection ? [`  readonly #connection: ${connection};\n`] : []),
      ...inner.map(({ member, type, comment }) => `${comment}  readonly ${member}: ${type};\n`),
      '\n',
      `  constructor(connection: ${connection}) {\n`,
      ...(needsConnection ? ['    this.#connection = connection;\n'] : []),
      ...inner.map(({ member, type }) => `    this.${member} = new ${type}(connection);\n`),
      '  }\n',
      ...members.map((each) => `\n${each}`),
    ];
    const text = `${commentLines([described])}export class ${className} {\n${body.join('')}}\n`;
    return `${this.#imports.text}\n${text}`;
  }

  #typeOf(name: RuntimeName): string {
    return this.#imports.type(runtimeModule(name, 1), name);
  }

  #valueOf(name: RuntimeName): string {
    return this.#imports.value(runtimeModule(name, 1), name);
  }

  #type(name: string): string {
    return `${this.#imports.typeNamespace(TYPES, 'types')}.${name}`;
  }

  /** Types as signatures write them, with what they need imported. */
  #written(text: string): string {
    if (/\btypes\./.test(text)) this.#imports.typeNamespace(TYPES, 'types');
    if (/\bruntime\./.test(text)) this.#imports.typeNamespace('../runtime/index.ts', 'runtime');
    return text;
  }

  /** Something that is declared with the operations of a resource, by default of this one. */
  #operation(constant: string, resource: ResourcePlan = this.#resource): string {
    const module = `../${operationModule(resource)}`;
    if (resource !== this.#resource) return this.#imports.value(module, constant);
    return `${this.#imports.namespace(module, 'operations')}.${constant}`;
  }

  #channel(channel: LiveChannelModel): string {
    const ticket = this.#context.plans.get(channel.ticket);
    return this.#operation(channelConstant(channel), ticket?.resource);
  }

  #methodsOf(plan: MethodPlan): string[] {
    const names = [plan.member, ...plan.aliases];
    const { waiting } = plan.method;
    const status = waiting && this.#context.plans.get(waiting.status);
    return [
      ...names.map((name) => this.#method(plan, name)),
      ...(status ? names.map((name) => this.#waiter(plan, name, status)) : []),
    ];
  }

  #method(plan: MethodPlan, name: string): string {
    const { method, constant, member } = plan;
    const signature = this.#context.signatures.of(plan);
    const shown = [...this.#resource.path, name].join('.');
    const alias = name === member ? '' : `, ${literal(shown)}`;
    const { runtime, call, promiseOf } = this.#promise(plan, signature);
    const words = [
      method.summary ?? '',
      method.description ?? '',
      name === member ? '' : `The same as \`${member}\`.`,
      method.pagination
        ? 'Await it for the first page, or iterate over it for the items of all pages.'
        : '',
      method.session ? sessionWords[method.session] : '',
      ...(method.summary || method.description ? [] : [`\`${method.verb} ${method.path}\``]),
    ];
    const [first, ...others] = signature.results;
    const overloads = [
      ...others.flatMap((result) =>
        this.#overloads(plan, signature, name, result, words, promiseOf),
      ),
      ...(first ? this.#overloads(plan, signature, name, first, words, promiseOf) : []),
    ];
    const returned = others.length === 0 ? promiseOf(first) : promiseOf(undefined);
    const type = others.length === 0 ? returned.slice(returned.indexOf('<')) : neverOf(runtime);
    // In the place where it is used, it needs no name: with all methods, that makes bundles smaller.
    const isShared = method.waiting || method.session || plan.aliases.length > 0;
    const operation = isShared
      ? this.#operation(constant)
      : this.#operations.source(plan).replaceAll('\n', '\n    ');
    return `${overloads.join('')}  ${name}(...args: unknown[]): ${returned} {
    return ${call}${type}(this.#connection, ${operation}, args${alias});
  }
`;
  }

  /** The function of the runtime that carries out a method, and the type that it returns. */
  #promise(
    { method }: MethodPlan,
    { results, outcome, item }: Signature,
  ): {
    readonly runtime: 'call' | 'list' | 'stream';
    readonly call: string;
    readonly promiseOf: (result: ResultForm | undefined) => string;
  } {
    const outcomes = (accept: string | undefined) =>
      outcome && accept === undefined ? `, ${this.#type(outcome)}` : '';
    const streams = results.map(({ type }) => /^runtime\.Stream<(.*)>$/s.exec(type)?.[1]);
    const isStream = streams.some((each) => each !== undefined);
    const isList = method.pagination !== undefined && !isStream;
    const runtime = isList ? 'list' : isStream ? 'stream' : 'call';
    const call = this.#valueOf(runtime);
    const promiseOf = (result: ResultForm | undefined): string => {
      if (!result) return `${this.#typeOf('ApiPromise')}<unknown, unknown>`;
      const { type, accept } = result;
      const streamed = streams[results.indexOf(result)];
      if (isStream && streamed !== undefined) {
        return `${this.#typeOf('StreamPromise')}<${this.#written(streamed)}${outcomes(accept)}>`;
      }
      if (isList && accept === undefined) {
        const items = item === undefined ? 'unknown' : this.#written(item);
        return `${this.#typeOf('PagePromise')}<${this.#written(type)}, ${items}${outcomes(accept)}>`;
      }
      return `${this.#typeOf('ApiPromise')}<${this.#written(type)}${outcomes(accept)}>`;
    };
    return { runtime, call, promiseOf };
  }

  /** The method that waits for the end of what an operation begins. */
  #waiter(plan: MethodPlan, name: string, status: MethodPlan): string {
    const { method, constant, member } = plan;
    const signature = this.#context.signatures.of(plan);
    const type = this.#written(signature.results[0]?.type ?? 'unknown');
    const { channel } = this.#context.model;
    const waiting = `${name}AndWait`;
    const alias = literal([...this.#resource.path, waiting].join('.'));
    const shown = name === member ? '' : `, ${alias}`;
    const listen = channel && this.#listener(channel);
    const more = listen ? `, ${listen}${shown}` : shown && `, undefined${shown}`;
    const wait = this.#valueOf('wait');
    const words = [
      method.summary ?? '',
      method.description ?? '',
      `As \`${name}\`, then waits for the end and returns the last state, whether it succeeded or failed.`,
    ];
    const options = `${this.#typeOf('WaitOptions')}<${type}>`;
    const overloads = this.#parameterLists(plan, signature, undefined, options).map(
      ({ parameters, given }) =>
        `${this.#comment(plan, words, given)}  ${waiting}(${parameters}): Promise<${type}>;\n`,
    );
    const operations = [
      this.#operation(constant),
      this.#operation(waitingConstant(status), status.resource),
    ];
    return `${overloads.join('')}  ${waiting}(...args: unknown[]): Promise<${type}> {
    return ${wait}<${type}>(this.#connection, ${operations.join(', ')}, args${more});
  }
`;
  }

  #listener(channel: LiveChannelModel): string {
    const options = this.#typeOf('EventOptions');
    const connect = this.#valueOf('connect');
    const event = this.#type(EVENT_TYPE);
    return `(options: ${options}) => ${connect}<${event}>(this.#connection, ${this.#channel(channel)}, [options])`;
  }

  #connect(channel: LiveChannelModel): string {
    const name = memberName(camelCase(channel.name));
    const type = `${this.#typeOf('EventStream')}<${this.#type(EVENT_TYPE)}>`;
    const options = `${this.#typeOf('EventOptions')}<${this.#type(MESSAGE_TYPE)}>`;
    const connect = this.#valueOf('connect');
    return `${commentLines([channel.description ?? ''], '  ')}  ${name}(
    params?: ${options},
    options?: Pick<${options}, 'signal' | 'onMissed' | 'onMessage' | 'onState'>,
  ): ${type};
  ${name}(...args: unknown[]): ${type} {
    return ${connect}<${this.#type(EVENT_TYPE)}>(this.#connection, ${this.#channel(channel)}, args);
  }
`;
  }

  #overloads(
    plan: MethodPlan,
    signature: Signature,
    name: string,
    result: ResultForm,
    words: readonly string[],
    promiseOf: (result: ResultForm) => string,
  ): string[] {
    const { accept } = result;
    const note = accept === undefined ? '' : `Returns \`${accept}\`.`;
    return this.#parameterLists(
      plan,
      signature,
      accept,
      this.#options(plan, signature, accept),
    ).map(
      ({ parameters, given }) =>
        `${this.#comment(plan, [...words, note], given)}  ${name}(${parameters}): ${promiseOf(result)};\n`,
    );
  }

  #options(
    { method }: MethodPlan,
    { forms, headers }: Signature,
    accept: string | undefined,
  ): string {
    const isUpload = forms.some(
      ({ body }) =>
        body?.kind === 'bytes' ||
        Object.values(body?.parts ?? {}).some(({ file }) => file !== undefined),
    );
    const base = this.#typeOf(isUpload ? 'UploadOptions' : 'RequestOptions');
    const types = (method.body?.alternatives ?? []).map(({ mediaType }) => mediaType);
    const more = [
      ...(accept === undefined ? [] : [`{ readonly accept: ${literal(accept)} }`]),
      ...(types.length > 1 && types.every((each) => !each.includes('*'))
        ? [`{ readonly contentType?: ${types.map(literal).join(' | ')} | undefined }`]
        : []),
      ...(headers === undefined ? [] : [this.#type(headers)]),
    ];
    return [base, ...more].join(' & ');
  }

  /** The parameters of each overload, and how many arguments it takes by position. */
  #parameterLists(
    plan: MethodPlan,
    { forms }: Signature,
    accept: string | undefined,
    options: string,
  ): { readonly parameters: string; readonly given: number }[] {
    const { method } = plan;
    const { arguments: positional, isGradual } = method.positional;
    const all = positional.length;
    const counts = isGradual
      ? [...positional.map((_, at) => all - at), 0]
      : all > 0
        ? [all, 0]
        : [0];
    return counts.map((given) => ({
      given,
      parameters: this.#parameters(plan, forms, given, options, accept !== undefined),
    }));
  }

  #parameters(
    plan: MethodPlan,
    forms: readonly ArgumentForm[],
    given: number,
    options: string,
    needsOptions: boolean,
  ): string {
    const names = this.#positionalNames(plan).slice(0, given);
    const [first] = forms;
    const parameters: { name: string; type: string; isOptional: boolean }[] = names.map(
      (name, at) => {
        const member = first?.members.find((each) => each.name === name);
        const type =
          first?.typeName === undefined
            ? 'unknown'
            : `${this.#type(first.typeName)}[${literal(name)}]`;
        const argument = plan.method.positional.arguments[at] ?? [];
        return {
          name: parameterName(camelCase(argument)),
          type,
          isOptional: member?.isOptional ?? true,
        };
      },
    );
    const rest = forms.map(({ members, typeName }) => ({
      typeName,
      left: members.filter(({ name }) => !names.includes(name)),
    }));
    const present = rest.filter(({ left }) => left.length > 0);
    if (present.length > 0) {
      const omitted = names.map(literal).join(' | ');
      const types = present.map(({ typeName = '' }) =>
        omitted === '' ? this.#type(typeName) : `Omit<${this.#type(typeName)}, ${omitted}>`,
      );
      parameters.push({
        name: 'params',
        type: [...new Set(types)].join(' | '),
        isOptional: rest.some(({ left }) => left.every(({ isOptional }) => isOptional)),
      });
    }
    parameters.push({ name: 'options', type: options, isOptional: !needsOptions });
    const last = parameters.findLastIndex(({ isOptional }) => !isOptional);
    const written = parameters.map(({ name, type, isOptional }, at) => {
      if (!isOptional) return `${name}: ${type}`;
      // TypeScript has no optional parameter before a required one.
      return at > last ? `${name}?: ${type}` : `${name}: ${type} | undefined`;
    });
    const line = written.join(', ');
    return line.length <= 60 ? line : `\n${written.map((each) => `    ${each},\n`).join('')}  `;
  }

  /** The names of the arguments that may be given by position. */
  #positionalNames({ method }: MethodPlan): string[] {
    const nameOf = argumentNames(method, this.#context.choices.names);
    const fields = (method.body?.alternatives ?? []).flatMap((each) => each.fields ?? []);
    return method.positional.arguments.map((argument) => {
      const same = (each: { readonly argument: readonly string[] }) =>
        each.argument.join(' ') === argument.join(' ');
      const found = method.parameters.find(same) ?? fields.find(same);
      return found ? nameOf(found) : camelCase(argument);
    });
  }

  #comment(plan: MethodPlan, words: readonly string[], given: number): string {
    const { method } = plan;
    const tags = method.positional.arguments.slice(0, given).flatMap((argument) => {
      const same = (each: { readonly argument: readonly string[] }) =>
        each.argument.join(' ') === argument.join(' ');
      const fields = (method.body?.alternatives ?? []).flatMap((each) => each.fields ?? []);
      const described = (method.parameters.find(same) ?? fields.find(same))?.description;
      if (described === undefined) return [];
      const line = described.trim().replaceAll(/\s*\n\s*/g, ' ');
      return [`@param ${parameterName(camelCase(argument))} ${line}`];
    });
    return commentLines([...words, ...tags, method.deprecated ? '@deprecated' : ''], '  ');
  }
}

/** The name of the type of all events of the channel. */
export const EVENT_TYPE = 'LiveEvent';
/** The name of the type of all other messages that callers receive. */
export const MESSAGE_TYPE = 'LiveMessage';

const parameterName = (name: string): string =>
  name === 'params' || name === 'options' ? `${name}_` : variableName(name);
