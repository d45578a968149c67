import type { Report } from '../notice.ts';
import type { Part } from '../structure.ts';
import { setField } from '../tree.ts';

/**
 * Rewrites one schema of Swagger 2.0 or OpenAPI 3.0 as JSON Schema 2020-12, in place and without
 * the schemas in it. Every value keeps the verdict it had (OpenAPI 3.0.4, section 4.7.24).
 *
 * @param pointerOf tells where it stood, which is asked for only if there is something to report
 * @param report is told where a document says something that its version gives no meaning
 */
export function upgradeSchema(schema: Part, pointerOf: () => string, report: Report): void {
  upgradeReference(schema, pointerOf, report);
  upgradeBound(schema, 'minimum', 'exclusiveMinimum');
  upgradeBound(schema, 'maximum', 'exclusiveMaximum');
  upgradeNullable(schema, pointerOf, report);
  if (typeof schema.required === 'boolean') {
    delete schema.required;
    report(
      'required-not-a-list',
      pointerOf(),
      '`required` of a schema is a list of property names; `true` or `false` has no effect. Name the property in `required` of the object.',
    );
  }
  // Neither version knows these, and in 2020-12 they would change where references lead.
  for (const keyword of ['$id', 'id', '$schema', '$anchor', '$dynamicAnchor', '$dynamicRef']) {
    if (typeof schema[keyword] !== 'string') continue;
    delete schema[keyword];
    report(
      'keyword-not-in-version',
      pointerOf(),
      `\`${keyword}\` is not a keyword of this version and is ignored. Remove it, or use OpenAPI 3.1.`,
    );
  }
}

/** What may stand next to `$ref` without changing which values are valid. */
const annotations = new Set([
  ...['title', 'summary', 'description', 'default', 'example', 'examples', 'deprecated'],
  ...['readOnly', 'writeOnly', 'externalDocs', 'xml', '$ref'],
]);

/**
 * Before 3.1, keywords next to `$ref` have no effect. `nullable` there is taken as meant: authors
 * write it to say that the value may be null, and had no other way.
 */
function upgradeReference(schema: Part, pointerOf: () => string, report: Report): void {
  if (typeof schema.$ref !== 'string') return;
  const ignored = Object.keys(schema).filter(
    (key) => !annotations.has(key) && !key.startsWith('x-') && key !== 'nullable',
  );
  for (const key of ignored) delete schema[key];
  if (ignored.length > 0) {
    report(
      'keyword-next-to-reference',
      pointerOf(),
      `Before OpenAPI 3.1, keywords next to \`$ref\` are ignored: ${ignored.join(', ')}. Wrap the reference in \`allOf\` to keep them.`,
    );
  }
}

function upgradeBound(schema: Part, bound: string, exclusive: string): void {
  if (typeof schema[exclusive] !== 'boolean') return;
  const isExclusive = schema[exclusive];
  delete schema[exclusive];
  if (!isExclusive || typeof schema[bound] !== 'number') return;
  schema[exclusive] = schema[bound];
  delete schema[bound];
}

/** Keywords that stay outside where a schema is wrapped to add null. */
const outer = new Set(['title', 'description', 'default', 'example', 'deprecated', 'externalDocs']);

function upgradeNullable(schema: Part, pointerOf: () => string, report: Report): void {
  const vendor = schema['x-nullable'] === true && schema.nullable === undefined;
  const isNullable = schema.nullable === true || vendor;
  delete schema.nullable;
  if (!isNullable) return;
  delete schema['x-nullable'];
  if (typeof schema.type === 'string') {
    schema.type = schema.type === 'null' ? 'null' : [schema.type, 'null'];
    if (Array.isArray(schema.enum) && !schema.enum.includes(null)) {
      report(
        'nullable-enum',
        pointerOf(),
        'The schema is nullable, but its `enum` has no null, so null is invalid. Add null to the `enum`, or remove `nullable`.',
      );
    }
    return;
  }
  const composed = ['$ref', 'allOf', 'oneOf', 'anyOf'].filter((key) => Object.hasOwn(schema, key));
  // Without a type, any value is valid already, null among them, if nothing else forbids it.
  if (composed.length === 0) return;
  const inner: Part = {};
  for (const [key, value] of Object.entries(schema)) {
    if (outer.has(key) || key === 'readOnly' || key === 'writeOnly') continue;
    setField(inner, key, value);
    delete schema[key];
  }
  schema.anyOf = [inner, { type: 'null' }];
  report(
    'nullable-without-type',
    pointerOf(),
    `\`nullable\` has no effect without \`type\`; next to ${composed.map((key) => `\`${key}\``).join(' and ')} it is read as "or null". In OpenAPI 3.1, write \`anyOf\` with \`{ type: 'null' }\`.`,
  );
}
