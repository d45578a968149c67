import { rulesByDirection } from './breakingByDirection.ts';
import { breaking, compatible, type Rule, warning } from './rule.ts';

const optional = 'Keep it optional, with a default';

const ownRules = {
  ...breaking({
    'required-request-property-added': ['A required property was added to a request', optional],
    'request-property-became-required': ['A property of a request became required', optional],
    'request-property-removed': [
      'A property was removed from a request, or became `readOnly`, and the object refuses undeclared properties',
      'Go on accepting it',
    ],
    'request-closed': ['Undeclared properties are refused in requests', 'Keep the object open'],
    'response-property-removed': [
      'A property was removed from a response, or became `writeOnly`',
      'Go on sending it',
    ],
    'response-property-became-optional': [
      'A property of a response may be missing',
      'Always send it',
    ],
    'discriminator-changed': [
      'Another property, or another `defaultMapping`, selects the alternative',
      'Keep the property and its default',
    ],
    'xml-changed': ['A value is written differently in XML', 'Keep its name and form'],
    'unknown-keyword-changed': [
      'A keyword changed that neither JSON Schema nor OpenAPI defines, so its effect cannot be judged',
      'Prefix its name with `x-` if it does not constrain values',
    ],
  }),
  ...warning({
    'request-property-ignored': [
      'A property was removed from a request, or became `readOnly`, and the object is open: the server may ignore or refuse it',
      'Say what becomes of the property',
    ],
    'request-default-changed': [
      'A default in a request changed or was removed, so the same request may have another effect',
      'Keep the default',
    ],
    'request-type-implied': [
      'A request allows fewer types, but only those that its other keywords did not imply, or do not now',
      'Add `type`',
    ],
    'response-type-implied': [
      'A response allows more types, but only those that its other keywords do not imply, or did not',
      'Add `type`',
    ],
  }),
  ...compatible({
    'request-type-written': [
      'The type in a request is no longer explicit, but implied by other keywords',
    ],
    'response-type-written': [
      'The type in a response is now explicit, and was implied by other keywords',
    ],
    'request-property-added': ['An optional property was added to a request'],
    'request-property-undeclared': [
      'A property of a request is only covered by `patternProperties` or `additionalProperties`',
    ],
    'request-property-became-optional': ['A property of a request became optional'],
    'request-opened': ['Undeclared properties are accepted in requests'],
    'request-patternProperties-added': [
      'A property name pattern was added to a request; what it refuses is reported separately',
    ],
    'request-patternProperties-removed': [
      'A property name pattern was removed from a request; what is then refused is reported separately',
    ],
    'request-default-added': ['A default was added to a request'],
    'response-property-added': [
      'A property was added to a response: clients must ignore properties they do not know',
    ],
    'response-property-undeclared': [
      'A property of a response is only covered by `patternProperties` or `additionalProperties`',
    ],
    'response-property-became-required': ['A property of a response is always present'],
    'response-closed': ['Undeclared properties are no longer sent in responses'],
    'response-opened': [
      'Undeclared properties are allowed in responses: clients must ignore properties they do not know',
    ],
    'response-patternProperties-added': ['A property name pattern was added to a response'],
    'response-patternProperties-removed': [
      'A property name pattern was removed from a response; what is then allowed is reported separately',
    ],
    'response-default-added': ['A default was added to a response'],
    'response-default-changed': ['A default in a response changed or was removed'],
    'discriminator-added': [
      'A discriminator was added; changed alternatives are reported separately',
    ],
    'discriminator-removed': [
      'A discriminator was removed; changed alternatives are reported separately',
    ],
    'schema-deprecated': ['A value was deprecated'],
    'schema-no-longer-deprecated': ['A value is no longer deprecated'],
  }),
} satisfies Readonly<Record<string, Rule>>;

/** Changes of schemas; the ids begin with the direction in which values travel. */
export const schemaRules = { ...rulesByDirection, ...ownRules };
