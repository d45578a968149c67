/**
 * Compares what upgrades of a document say about values with what the document says.
 *
 * @module
 */
import type { Document, JsonSchema } from 'contract-first/contract';
import { Values } from 'contract-first/schema';
import { SchemaCompiler } from '../../../src/schema/compiler.ts';
import { Counter, type Tally } from '../measurement.ts';
import { some, valuesOf } from '../verdicts.ts';
import { OlderSchemas } from './olderSchemas.ts';
import { type SchemaPair, schemaPairs } from './schemaPairs.ts';

/** How much is tried of a document. */
export type Effort = { readonly schemas: number; readonly values: number; readonly seed: number };

type Part = Readonly<Record<string, unknown>>;

/**
 * Tries values by the schemas of a document, as they are written and after each upgrade.
 *
 * @param written as it is written, of Swagger 2.0 or OpenAPI 3.0
 * @param upgrades in the form of OpenAPI 3.1, by the name of the tool; `ours` is needed, since values
 *   are made by it. What a tool throws is in place of its document
 * @returns for each tool the verdicts that are the same, and the kinds of those that are not
 */
export function compareUpgrades<Tool extends string>(
  written: object,
  upgrades: Readonly<Record<Tool | 'ours', object | Error>>,
  { schemas, values: most, seed }: Effort,
): Readonly<Record<Tool | 'ours', Tally>> {
  const older = new OlderSchemas(written);
  const { ours } = upgrades;
  if (ours instanceof Error) throw ours;
  const values = new Values(ours as Document, seed);
  const tools = Object.entries<object | Error>(upgrades).map(([name, upgraded]) => ({
    name,
    counter: new Counter(),
    upgraded,
    pairs: new Map(
      (upgraded instanceof Error ? [] : schemaPairs(written as Part, upgraded as Part)).map(
        (pair) => [pair.where, pair],
      ),
    ),
    compiler: new SchemaCompiler(upgraded, { isClosed: false, direction: undefined }),
  }));
  const all = schemaPairs(written as Part, ours as Part);
  for (const pair of some(all, schemas, values.random)) {
    const judge = older.compile(schemaOf(pair));
    for (const { value, what } of tried(values, pair, most)) {
      const wanted = judge(value);
      for (const { name: _name, counter, upgraded, pairs, compiler } of tools) {
        const { after } = pairs.get(pair.where) ?? {};
        const example = () => `${pair.where} (${what}): ${JSON.stringify(value)?.slice(0, 200)}`;
        if (upgraded instanceof Error) counter.bad('the document was not upgraded', example);
        else if (after === undefined) counter.bad(`${pair.kind}: it is missing`, example);
        else {
          const validate = compiler.compile(after as JsonSchema);
          const seen = validate(value);
          if (seen === wanted) counter.good();
          else {
            const [fault] = (wanted ? validate.errors : judge.errors) ?? [];
            const kind = `${wanted ? 'refused, but valid' : 'accepted, but invalid'}: ${fault?.keyword}${value === null ? ' of null' : ''}`;
            counter.bad(`${pair.kind}: ${kind}`, example);
          }
        }
      }
    }
  }
  return Object.fromEntries(tools.map(({ name, counter }) => [name, counter.tally])) as Readonly<
    Record<Tool | 'ours', Tally>
  >;
}

/** Of a parameter of Swagger 2.0, what it says about values is among its other fields. */
const schemaOf = ({ kind, before }: SchemaPair): unknown => {
  const part = before as Part;
  if (kind === 'component' || part.in === undefined) return before;
  const { required: _required, ...rest } = part;
  return rest;
};

/** Valid and broken values, and null for the value and for each property. */
function tried(values: Values, { after }: SchemaPair, most: number) {
  const made = valuesOf(values, (after ?? {}) as JsonSchema, most);
  const [first] = made;
  const nulls = Object.keys(
    typeof first?.value === 'object' && first.value !== null ? first.value : {},
  ).map((name) => ({
    value: { ...(first?.value as object), [name]: null },
    what: `null in ${name}`,
  }));
  return [...made, { value: null, what: 'null' }, ...(Array.isArray(first?.value) ? [] : nulls)];
}
