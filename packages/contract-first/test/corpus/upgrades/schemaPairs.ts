/**
 * The schemas of a document of Swagger 2.0 or OpenAPI 3.0, each with what became of it.
 *
 * @module
 */
import { resolved } from './olderSchemas.ts';

type Part = Readonly<Record<string, unknown>>;

/** A schema before and after an upgrade. */
export type SchemaPair = {
  /** Where it stands, in words: `GET /pets response 200`. */
  readonly where: string;
  readonly kind: 'component' | 'parameter' | 'request body' | 'response body';
  readonly before: unknown;
  /** Undefined if the upgraded document has none. */
  readonly after: unknown;
};

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** @param upgraded in the form of OpenAPI 3.1 */
export function schemaPairs(written: Part, upgraded: Part): SchemaPair[] {
  const isSwagger = written.swagger === '2.0';
  const components = partOf(partOf(upgraded.components).schemas);
  const schemas = isSwagger
    ? partOf(written.definitions)
    : partOf(partOf(written.components).schemas);
  return [
    ...Object.entries(schemas).map(([name, before]) => ({
      ...{ where: `schema ${name}`, kind: 'component' as const },
      ...{ before, after: components[name] },
    })),
    ...Object.entries(partOf(written.paths)).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const from = resolved(written, item);
        const to = resolved(upgraded, partOf(upgraded.paths)[path]);
        if (from[method] === undefined) return [];
        const one = new OperationPair(
          `${method.toUpperCase()} ${path}`,
          { document: written, item: from, operation: partOf(from[method]) },
          { document: upgraded, item: to, operation: partOf(to[method]) },
        );
        return [...one.parameters(isSwagger), ...(isSwagger ? one.swaggerBodies() : one.bodies())];
      }),
    ),
  ];
}

type Side = { readonly document: Part; readonly item: Part; readonly operation: Part };

/** An operation before and after an upgrade. */
class OperationPair {
  readonly #where: string;
  readonly #before: Side;
  readonly #after: Side;

  constructor(where: string, before: Side, after: Side) {
    this.#where = where;
    this.#before = before;
    this.#after = after;
  }

  parameters(isSwagger: boolean): SchemaPair[] {
    const after = parametersOf(this.#after);
    return [...parametersOf(this.#before)]
      .filter(([, { in: place }]) => place !== 'body' && place !== 'formData')
      .flatMap(([key, parameter]) => {
        // A header of this name is not a parameter (OpenAPI 3.0.4, section 4.7.12.2).
        if (/^header (accept|content-type|authorization)$/i.test(key)) return [];
        const before = isSwagger ? parameter : parameter.schema;
        if (before === undefined) return [];
        const where = `${this.#where} ${key}`;
        return [{ where, kind: 'parameter', before, after: after.get(key)?.schema }];
      });
  }

  swaggerBodies(): SchemaPair[] {
    const { document, operation } = this.#after;
    const content = partOf(resolved(document, operation.requestBody).content);
    const [first] = Object.values(content);
    const body = partOf(first).schema;
    const kind = 'request body' as const;
    const sent = [...parametersOf(this.#before).values()].flatMap((parameter): SchemaPair[] => {
      const where = `${this.#where} ${parameter.in} ${parameter.name}`;
      if (parameter.in === 'body') return [{ where, kind, before: parameter.schema, after: body }];
      if (parameter.in !== 'formData' || parameter.type === 'file') return [];
      const fields = partOf(resolved(document, body).properties);
      return [{ where, kind, before: parameter, after: fields[String(parameter.name)] }];
    });
    return [...sent, ...this.#responses((response) => [[response.schema, undefined]])];
  }

  bodies(): SchemaPair[] {
    const before = resolved(this.#before.document, this.#before.operation.requestBody);
    const after = resolved(this.#after.document, this.#after.operation.requestBody);
    const sent = Object.entries(partOf(before.content)).flatMap(([type, media]): SchemaPair[] => {
      const { schema } = partOf(media);
      if (schema === undefined) return [];
      const where = `${this.#where} ${type}`;
      const same = partOf(partOf(after.content)[type]);
      return [{ where, kind: 'request body', before: schema, after: same.schema }];
    });
    return [
      ...sent,
      ...this.#responses((response) =>
        Object.entries(partOf(response.content)).map(([type, media]) => [
          partOf(media).schema,
          type,
        ]),
      ),
    ];
  }

  /** @param schemasOf the schemas of a response before the upgrade, with their media types */
  #responses(
    schemasOf: (response: Part) => (readonly [schema: unknown, type: string | undefined])[],
  ): SchemaPair[] {
    const { document, operation } = this.#before;
    return Object.entries(partOf(operation.responses)).flatMap(([status, written]) => {
      const after = resolved(this.#after.document, partOf(this.#after.operation.responses)[status]);
      const content = partOf(after.content);
      return schemasOf(resolved(document, written)).flatMap(([before, type]): SchemaPair[] => {
        if (before === undefined || partOf(before).type === 'file') return [];
        const media = type === undefined ? Object.values(content)[0] : content[type];
        const where = `${this.#where} ${status}`;
        return [{ where, kind: 'response body', before, after: partOf(media).schema }];
      });
    });
  }
}

function parametersOf({ document, item, operation }: Side): Map<string, Part> {
  const all = [item.parameters, operation.parameters].flat().filter((each) => each !== undefined);
  return new Map(
    all.map((each) => {
      const parameter = resolved(document, each);
      return [`${parameter.in} ${parameter.name}`, parameter];
    }),
  );
}

const partOf = (value: unknown): Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : {};
