/**
 * The files of operations, which functions refer to: a file for each resource.
 *
 * @module
 */
import { isSchema } from '../../../document/model.ts';
import type { ClientModel, LiveChannelModel } from '../../model/clientModel.ts';
import { Imports } from '../imports.ts';
import { literal } from '../literals.ts';
import { camelCase } from '../names.ts';
import { allMethods, allResources, type MethodPlan, type ResourcePlan } from '../plan.ts';
import { propertyNames } from '../types/properties.ts';
import { type OperationContext, OperationWriter } from './operationSource.ts';
import type { SharedLists } from './sharedLists.ts';
import { objectSource, type Source } from './source.ts';

const RUNTIME = '../runtime/operation.ts';

/** The files of operations by path: one for each resource, and all together. */
export function operationFiles(
  root: ResourcePlan,
  shared: SharedLists,
  context: OperationContext,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const resource of allResources(root)) {
    const text = new OperationsFile(resource, allMethods(root), shared, context).text;
    if (text !== undefined) files.set(operationModule(resource), text);
  }
  const text = [...files.keys()].map((each) => `export * from './${each}';\n`).join('');
  files.set('operations.ts', text || 'export {};\n');
  return files;
}

/** The file of the operations of a resource, in the folder of sources. */
export const operationModule = ({ file }: Pick<ResourcePlan, 'file'>): string =>
  `operations/${file}.ts`;

class OperationsFile {
  readonly #imports = new Imports();
  readonly #writer: OperationWriter;
  readonly #resource: ResourcePlan;
  readonly #plans: readonly MethodPlan[];
  readonly #context: OperationContext;

  /** @param plans all methods of the client */
  constructor(
    resource: ResourcePlan,
    plans: readonly MethodPlan[],
    shared: SharedLists,
    context: OperationContext,
  ) {
    this.#resource = resource;
    this.#plans = plans;
    this.#context = context;
    this.#writer = new OperationWriter(this.#imports, plans, shared, context, (plan) =>
      this.#isOwn(plan)
        ? plan.constant
        : this.#imports.value(`./${plan.resource.file}.ts`, plan.constant),
    );
  }

  /** Undefined for a resource without operations. */
  get text(): string | undefined {
    const constants = this.#resource.methods.map((plan) =>
      this.#declare(plan.constant, 'Operation', this.#writer.source(plan)),
    );
    const declarations = [...constants, ...this.#waitings(), ...this.#channels()];
    if (declarations.length === 0) return undefined;
    return [this.#imports.text, ...declarations].join('\n');
  }

  #isOwn({ resource }: MethodPlan): boolean {
    return resource === this.#resource;
  }

  /** How each status operation shows an end; most that are waited for share one. */
  #waitings(): string[] {
    const waitings = this.#plans.flatMap(({ method }) => method.waiting ?? []);
    return [...new Map(waitings.map((each) => [each.status, each])).values()].flatMap(
      ({ status, key, state, running }) => {
        const plan = this.#plans.find(({ method }) => method.id === status);
        if (!plan || !this.#isOwn(plan)) return [];
        const source = objectSource({
          status: plan.constant,
          key: literal(this.#property(key)),
          state: literal(this.#property(state)),
          running: `[${running.map(literal).join(', ')}]`,
        });
        return this.#declare(waitingConstant(plan), 'Waiting', source);
      },
    );
  }

  #channels(): string[] {
    const { channel } = this.#context.model;
    const ticket = channel && this.#plans.find(({ method }) => method.id === channel.ticket);
    if (!channel || !ticket || !this.#isOwn(ticket)) return [];
    const source = objectSource({
      id: literal([...channel.resource, channel.name].map(camelCase).join('.')),
      path: literal(channel.path),
      ticket: ticket.constant,
      final: `[${channel.final.join(', ')}]`,
      ...this.#events(channel),
      ...this.#messages(channel),
    });
    return [this.#declare(channelConstant(channel), 'Channel', source)];
  }

  /** How the events of a channel are converted, by their type. */
  #events({ events }: LiveChannelModel): Source {
    const shapes = Object.entries(events).flatMap(([id, schema]) => {
      const shape = this.#writer.shape(schema);
      const properties = isSchema(schema.properties) ? schema.properties : {};
      const { const: type, enum: types } = isSchema(properties.event) ? properties.event : {};
      const named = Array.isArray(types) ? types : [type ?? id];
      return shape === undefined ? [] : named.map((each) => [String(each), shape] as const);
    });
    if (shapes.length === 0) return {};
    return { events: objectSource(Object.fromEntries(shapes)), ...this.#convert() };
  }

  /** The messages that callers receive, and how they are converted. */
  #messages({ messages }: LiveChannelModel): Source {
    if (messages.length === 0) return {};
    const shapes = messages.map(({ type, schema }) => [type, this.#writer.shape(schema)] as const);
    const source = shapes.map(([type, shape]) => [type, shape ?? 'null'] as const);
    return {
      messages: objectSource(Object.fromEntries(source)),
      ...(shapes.some(([, shape]) => shape !== undefined) ? this.#convert() : {}),
    };
  }

  #convert(): Source {
    return { convert: this.#imports.value('../runtime/convert.ts', 'convert') };
  }

  /** The name of a property in results. */
  #property(name: string): string {
    return propertyNames([name], this.#context.choices.names).get(name) ?? name;
  }

  #declare(name: string, type: string, source: string): string {
    return `export const ${name}: ${this.#imports.type(RUNTIME, type)} = ${source};\n`;
  }
}

/** The constant that says how to wait with a status operation. */
export const waitingConstant = ({ constant }: MethodPlan): string => `${constant}Waiting`;

/** The constant of the channel of live events. */
export const channelConstant = ({ resource, name }: NonNullable<ClientModel['channel']>): string =>
  `${camelCase([...resource.flat(), ...name])}Channel`;
