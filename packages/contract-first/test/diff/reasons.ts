import type { Case } from '../../src/diff/cases/index.ts';
import type { Judgement, Tool } from './tools.ts';

/**
 * How a tool disagrees. `missed`: the change is breaking, and the tool does not report it as breaking.
 * `alarm`: the tool reports it as breaking, and it is not. `unseen`: the tool reports it at a lower level,
 * and `contract diff` does not report it at all.
 */
export type Kind = 'missed' | 'alarm' | 'unseen';

/** Why a tool disagrees on changes. */
export type Reason = {
  readonly tool: Tool['name'];
  readonly kind: Kind;
  readonly text: string;
  readonly holds: (one: Case, judgement: Judgement) => boolean;
};

type Holds = Reason['holds'];

const named =
  (pattern: RegExp): Holds =>
  ({ name }) =>
    pattern.test(name);
const ruled =
  (pattern: RegExp): Holds =>
  ({ rules }) =>
    rules.some((rule) => pattern.test(rule));
const silent: Holds = (_one, { verdict }) => verdict === 'nothing';
const lower: Holds = (_one, { verdict }) => verdict === 'lower';
const both =
  (one: Holds, other: Holds): Holds =>
  (...given) =>
    one(...given) && other(...given);
const either =
  (one: Holds, other: Holds): Holds =>
  (...given) =>
    one(...given) || other(...given);

const reported =
  (pattern: RegExp): Holds =>
  (_one, { ids }) =>
    ids.some((id) => pattern.test(id));

const reason =
  (tool: Tool['name'], kind: Kind) =>
  (text: string, holds: Holds): Reason => ({ tool, kind, text, holds });

const oasdiffMisses = reason('oasdiff', 'missed');
const oasdiffAlarms = reason('oasdiff', 'alarm');
const redoclyMisses = reason('redocly', 'missed');
const redoclyAlarms = reason('redocly', 'alarm');
const oasdiffSees = reason('oasdiff', 'unseen');
const redoclySees = reason('redocly', 'unseen');
const annotated = 'Reports another spelling of the same schema';

const webhook = named(/webhook|callback/);
const unknown = ruled(/^unknown/);
const spelling: Holds = ({ rules }) => rules.length === 0;

/** The first reason that holds explains a disagreement. */
export const reasons: readonly Reason[] = [
  oasdiffMisses('Does not compare callbacks', both(webhook, silent)),
  oasdiffMisses('Judges webhooks as if the client sent them', webhook),
  oasdiffMisses('Does not compare fields and keywords that are not defined', unknown),
  oasdiffMisses('Does not compare servers', ruled(/^server/)),
  oasdiffMisses(
    'Does not compare how values are serialized: `style`, `explode`, `content` of parameters, `allowReserved`, `allowEmptyValue`, `encoding`, XML, parameters of media types',
    both(
      silent,
      either(
        ruled(/style|encoding|xml|allow|^parameter|media-type|required-parameter/),
        named(/content of a parameter|query string/),
      ),
    ),
  ),
  oasdiffMisses(
    'Does not compare schemas that inherit by `allOf` only, nor `defaultMapping`',
    named(/heir|discriminator with another default/),
  ),
  oasdiffMisses('Reports another discriminator or mapping as information', ruled(/discriminator/)),
  oasdiffMisses('Does not compare removed OAuth flows', both(ruled(/^security/), silent)),
  oasdiffMisses(
    'Reports other URLs and scopes of credentials as a warning or as information',
    ruled(/^security/),
  ),
  oasdiffMisses(
    'Reports a removed parameter as a warning',
    both(ruled(/^parameter-removed/), lower),
  ),
  oasdiffMisses(
    'Reports a changed `operationId`, a new success status and a removed optional header as information',
    ruled(/operation-id|status-added|^header-removed/),
  ),
  oasdiffMisses(
    'Does not compare the bodies of errors with those of the range or `default` that covers them',
    ruled(/status-respelled/),
  ),
  oasdiffMisses(
    'Reports an optional property that was removed from a response or became `writeOnly` as information',
    both(ruled(/response-property-removed/), lower),
  ),
  oasdiffMisses(
    'Does not consider what applies to undeclared properties (`additionalProperties`) when a property is added or removed, or reports it as a warning',
    both(lower, ruled(/-property-|-properties-|patternProperties/)),
  ),
  oasdiffMisses('Reports it as a warning, since one member is the old schema', named(/wrapped/)),
  oasdiffMisses(
    'Does not compare `not`, changed conditions, `pattern` of a whole body, `unevaluatedItems`, `additionalProperties`, and properties that are required without being declared',
    silent,
  ),

  oasdiffMisses(
    'Reports it as information if a response loses all valid values, or gets the first ones',
    named(/no value|exclude each other/),
  ),
  oasdiffMisses(
    'Reports a more specific media type, and one with a further parameter, as information',
    named(/more specific media type|parameter of a media type/),
  ),
  oasdiffMisses(
    'Reports a changed pattern and added or removed `prefixItems` of a property as a warning',
    named(/pattern of a property changed|prefixItems/),
  ),

  oasdiffAlarms('Judges webhooks as if the client sent them', webhook),
  oasdiffAlarms('Matches media types by text, so a range covers nothing', ruled(/media-type/)),
  oasdiffAlarms(
    'Matches security requirements by text',
    named(/^second credentials|scheme renamed/),
  ),
  oasdiffAlarms(
    'Compares the members of `oneOf` and `anyOf` by name or text, even if another member covers them',
    named(/alternatives|anyOf|oneOf|members joined|null in/),
  ),
  oasdiffAlarms(
    'Compares each keyword separately, so another one with the same effect is a change: `const`, `enum`, `minimum`, `exclusiveMinimum`, `multipleOf`, `if` without `then`',
    named(/const|enum|xclusiveMinimum|multiple of 1|if without/),
  ),
  oasdiffAlarms(
    'Strictly, `properties` without `type` allow values of other types. Authors mean objects, so adding `type` is a warning here',
    ruled(/type-implied/),
  ),

  redoclyMisses('Reports fields and keywords that are not defined as `patch`', unknown),
  redoclyMisses('Judges webhooks as if the client sent them', webhook),
  redoclyMisses(
    'Does not judge discriminators, nor schemas that inherit by `allOf` only',
    either(ruled(/discriminator/), named(/heir/)),
  ),
  redoclyMisses(
    'Does not judge encodings and XML',
    either(ruled(/encoding|xml|parameter-removed/), named(/header of a part/)),
  ),
  redoclyMisses('Does not consider `readOnly` and `writeOnly`', named(/readOnly|writeOnly/)),
  redoclyMisses(
    'Does not judge `minContains`, `maxContains` and `prefixItems`',
    either(ruled(/Contains/), named(/prefixItems/)),
  ),
  redoclyMisses(
    'Does not consider what applies to undeclared properties (`additionalProperties`, `patternProperties`, `false`) when a property is added or removed',
    named(/property/),
  ),
  redoclyMisses(
    'Judges every addition as compatible: a schema where there was none, a required body, `content` of a header',
    named(/schema added|schema of a response removed|required body added|header as JSON/),
  ),
  redoclyMisses('Does not judge `required` of response headers', ruled(/^header/)),
  redoclyMisses('Judges every new status as compatible', ruled(/status-added/)),
  redoclyMisses('Does not compare a status with the `default` that covered it', ruled(/respelled/)),
  redoclyMisses('Does not judge URLs, flows and scopes of credentials', ruled(/^security/)),
  redoclyMisses('Does not judge servers of operations and variables', ruled(/^server/)),
  redoclyMisses('Does not compare `additionalOperations`', named(/additional operation/)),

  redoclyMisses('Does not judge `false` as a schema', named(/no value/)),
  redoclyMisses('Does not compare `itemSchema`', named(/stream|in parts/)),
  redoclyMisses('Does not judge an added or removed `contentSchema`', named(/contentSchema/)),

  redoclyAlarms('Does not consider `readOnly` and `writeOnly`', named(/readOnly|writeOnly/)),
  redoclyAlarms(
    'Does not merge `allOf`, and judges every added or removed `oneOf` and `anyOf` as breaking',
    named(/allOf|oneOf|anyOf|alternatives|members joined|null in/),
  ),
  redoclyAlarms(
    'Compares keywords as written, so another spelling is a change',
    both(spelling, named(/^(request|response):/)),
  ),
  redoclyAlarms(
    'Judges every change of `format`, `multipleOf`, `enum` and `pattern` as breaking, even if a request accepts more or a response contains less',
    ruled(/(format|multipleOf|enum|pattern)-(narrowed|widened)/),
  ),
  redoclyAlarms('Does not consider that values in queries and forms are text', named(/any text/)),
  redoclyAlarms('Judges every change of serialization as breaking', ruled(/parameter-allow/)),
  redoclyAlarms('Matches media types by text, so a range covers nothing', ruled(/media-type/)),
  redoclyAlarms(
    'Matches statuses by text, and judges a removed error status as breaking',
    ruled(/status/),
  ),
  redoclyAlarms(
    'Strictly, `properties` without `type` allow values of other types. Authors mean objects, so adding `type` is a warning here',
    ruled(/type-implied/),
  ),
  redoclyAlarms(
    'Judges opened objects as breaking, although clients ignore unknown properties',
    ruled(/response-opened/),
  ),
  redoclyAlarms(
    'Does not consider that `additionalProperties` still allow the property',
    ruled(/undeclared/),
  ),
  redoclyAlarms(
    'Compares everything outside of schemas as written: defaults, case, `charset`, slashes, names of security schemes, what is inherited from the document or the path item',
    spelling,
  ),

  oasdiffSees('Reports names of components that changed', reported(/^api-schema-removed/)),
  oasdiffSees(
    'Reports flags and constraints of properties that a request or response does not contain (`readOnly`, `writeOnly`)',
    named(/readOnly|writeOnly/),
  ),
  oasdiffSees('Reports the header `Content-Type`, which OpenAPI ignores', named(/Content-Type/)),
  oasdiffSees(annotated, spelling),

  redoclySees(
    'Reports flags and constraints of properties that a request or response does not contain (`readOnly`, `writeOnly`)',
    named(/readOnly|writeOnly/),
  ),
  redoclySees('Reports the header `Content-Type`, which OpenAPI ignores', named(/Content-Type/)),
  redoclySees(annotated, spelling),
];
