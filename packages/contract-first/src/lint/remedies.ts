/** What to do about a problem, by its rule; Redocly's documentation has more on its rules. */
const remedies: Readonly<Record<string, string>> = {
  struct: 'Correct the name or the value, or remove it; extensions begin with `x-`.',
  'no-unresolved-refs': 'Correct the reference, or add what it names.',
  'no-identical-paths':
    'Give both the same path and merge their operations, since parameter names do not tell paths apart.',
  'no-enum-type-mismatch': 'Correct `type`, or the values: no value can be valid now.',
  'no-schema-type-mismatch': 'Correct `type`, or remove the keyword that belongs to another type.',
  'no-server-trailing-slash':
    'Remove the slash at the end: paths begin with one, so that requests go to `//…`.',
  'no-server-variables-empty-enum': 'List the values of the variable, with the default among them.',
  'no-undefined-server-variable': 'Declare the variable in `variables` of the server.',
  'no-invalid-media-type-examples':
    'Correct the example or the schema: they contradict each other.',
  'no-invalid-parameter-examples': 'Correct the example or the schema: they contradict each other.',
  'no-invalid-schema-examples': 'Correct the example or the schema: they contradict each other.',
  'no-required-schema-properties-undefined':
    'Describe the property in `properties`, or remove it from `required`.',
  'no-illogical-composition-keywords':
    'Remove the schema that is repeated, empty or alone: with `oneOf`, a value that matches two of them is invalid.',
  'no-mixed-number-range-constraints': 'Keep the inclusive or the exclusive limit.',
  'no-duplicated-enum-values': 'Remove the repeated value.',
  'no-duplicated-tag-names': 'Merge the tags.',
  'no-example-value-and-externalValue': 'Keep `value` or `externalValue`.',
  'no-unsafe-markdown': 'Remove the script: documentation pages would run or show it.',
  'no-unused-components': 'Remove the component, or reference it.',
  'nullable-type-sibling': 'Add `type`: without one, `nullable` has no effect.',
  'operation-operationId-unique': 'Rename one of the operations.',
  'operation-parameters-unique': 'Remove one of the parameters.',
  'path-declaration-must-exist': 'Name the parameter between the braces.',
  'path-not-include-query': 'Describe the query as parameters.',
  'path-parameters-defined': 'Declare the parameter with `in: path`, or remove it from the path.',
  'spec-components-invalid-map-name': 'Use letters, digits, `.`, `-` and `_` in the name.',
  'contract/ambiguous-paths':
    'Change one of the paths, or describe with `enum` or `type` what its parameter can be.',
  'contract/example-present': 'Add `example` or `examples`.',
  'contract/header-example-valid': 'Correct the example or the schema: they contradict each other.',
  'contract/no-free-keys':
    'Use an array of objects, name the properties, or mark the schema with `x-opaque: true`.',
  'contract/problem-json': 'Answer with a problem (RFC 9457), or leave this rule out.',
  'contract/property-name-case': 'Rename it in a new version: a changed name breaks clients.',
  'contract/rate-limit-declared': 'Add the policy to `x-rate-limits`, or correct its name.',
  'contract/rate-limit-headers': 'Add the headers of the limit to the response.',
  'contract/ref-siblings': 'Remove it, or put the reference into `allOf` to keep it.',
  'contract/refusal-listed': 'Add the response.',
  'contract/scheme-declared':
    'Declare the scheme (`components.securitySchemes`, in Swagger 2.0 `securityDefinitions`), or correct its name.',
  'contract/scope-declared': 'Declare the scope, or correct its name.',
  'contract/success-listed': 'Add the response to a valid request.',
};

/** What to do about a problem; undefined for rules that are not of `contract/recommended`. */
export const remedyOf = (rule: string): string | undefined =>
  Object.hasOwn(remedies, rule) ? remedies[rule] : undefined;
