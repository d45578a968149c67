import { breaking, compatible, warning } from './rule.ts';

const keep = 'Keep it, deprecated, until no client uses it';
const optional = 'Keep it optional, with a default';

/** Changes of operations and of what surrounds their schemas. */
export const operationRules = {
  ...breaking({
    'operation-removed': ['An operation was removed', keep],
    'operation-id-changed': [
      'The `operationId` changed or was removed, so methods of generated clients are renamed',
      'Keep the `operationId`',
    ],
    'webhook-removed': ['A webhook was removed: clients no longer receive it', keep],
    'callback-removed': ['A callback was removed: clients no longer receive it', keep],
    'parameter-removed': [
      'A parameter, or a header that clients send, was removed: it is ignored or refused',
      keep,
    ],
    'required-parameter-added': [
      'A required parameter, or header that clients send, was added',
      optional,
    ],
    'parameter-became-required': [
      'A parameter, or a header that clients send, became required',
      optional,
    ],
    'parameter-style-changed': [
      'A parameter or header is serialized differently (`style`, `explode`, `content`)',
      'Add a parameter with the new serialization',
    ],
    'parameter-allowReserved-removed': [
      'Reserved characters must be percent-encoded',
      'Accept both forms',
    ],
    'parameter-allowEmptyValue-removed': [
      'A parameter can no longer be sent with an empty value',
      'Go on accepting empty values',
    ],
    'request-body-removed': ['The request body was removed', 'Go on accepting a body'],
    'request-body-became-required': ['The request body became required', 'Keep it optional'],
    'request-media-type-removed': ['A media type of the request body is no longer accepted', keep],
    'request-encoding-changed': [
      'A part of a form that clients send is serialized differently',
      'Accept both forms',
    ],
    'request-encoding-narrowed': [
      'A part of a form that clients send no longer accepts a content type',
      keep,
    ],
    'received-body-became-optional': [
      'The body of a webhook or callback may be missing',
      'Always send it',
    ],
    'response-media-type-removed': ['A media type, or the only one, is no longer returned', keep],
    'response-media-type-widened': [
      'A response can have any media type of a range',
      'List the media types',
    ],
    'response-encoding-changed': [
      'A part of a form that clients receive is serialized differently',
      'Keep the serialization',
    ],
    'response-encoding-widened': [
      'A part of a form that clients receive can have another content type',
      'Keep the content type',
    ],
    'status-removed': ['A success status was removed', 'Keep returning it'],
    'status-added': [
      'A success status was added, which clients may not handle',
      'Return it only to clients that ask for it, or in a new operation',
    ],
    'accepted-status-removed': [
      'Clients may no longer answer a webhook or callback with a success status',
      'Go on accepting it',
    ],
    'header-removed': ['A header or parameter that clients receive was removed', keep],
    'header-became-optional': [
      'A header or parameter that clients receive may be missing',
      'Always send it',
    ],
    'unknown-field-changed': [
      'A field changed that OpenAPI does not define, so its effect cannot be judged',
      'Prefix its name with `x-` if it has no effect on requests and responses',
    ],
  }),
  ...warning({
    'path-parameter-renamed': [
      'A path parameter was renamed: requests are the same, but arguments of generated clients may be renamed',
      'Keep the name',
    ],
    'link-removed': ['A link was removed', 'Keep it while clients follow it'],
    'link-changed': ['A link leads to another operation or passes other values', 'Add a new link'],
  }),
  ...compatible({
    'operation-added': ['An operation was added'],
    'operation-id-added': ['An `operationId` was added'],
    'operation-deprecated': ['An operation was deprecated'],
    'operation-no-longer-deprecated': ['An operation is no longer deprecated'],
    'webhook-added': ['A webhook was added'],
    'callback-added': ['A callback was added'],
    'parameter-added': ['An optional parameter, or header that clients send, was added'],
    'parameter-became-optional': ['A parameter, or a header that clients send, became optional'],
    'parameter-allowReserved-added': ['Reserved characters need not be percent-encoded'],
    'parameter-allowEmptyValue-added': ['A parameter can be sent with an empty value'],
    'parameter-deprecated': ['A parameter or header was deprecated'],
    'parameter-no-longer-deprecated': ['A parameter or header is no longer deprecated'],
    'request-body-added': ['An optional request body was added'],
    'request-body-became-optional': ['The request body became optional'],
    'request-media-type-added': ['Another media type of the request body is accepted'],
    'request-encoding-widened': ['A part of a form that clients send accepts another content type'],
    'received-body-became-required': ['The body of a webhook or callback is always present'],
    'response-media-type-added': ['Another media type is also returned'],
    'response-media-type-narrowed': ['A range of media types was narrowed'],
    'response-body-added': ['A response that had no body has one'],
    'response-encoding-narrowed': [
      'A part of a form that clients receive no longer has a content type',
    ],
    'conditional-status-added': ['304 was added, which only answers conditional requests'],
    'accepted-status-added': ['Clients may answer a webhook or callback with another status'],
    'error-status-added': [
      'An error status was added: clients must handle any error (RFC 9110, section 15)',
    ],
    'error-status-removed': ['An error status was removed'],
    'status-respelled': ['A status moved to or from a range or `default`'],
    'header-added': ['A header or parameter that clients receive was added'],
    'header-became-required': ['A header or parameter that clients receive is always present'],
    'link-added': ['A link was added'],
    'unused-component-added': ['A component that no operation uses was added'],
    'unused-component-removed': ['A component that no operation uses was removed'],
    'unused-component-changed': ['A component changed that no operation in both documents uses'],
  }),
};
