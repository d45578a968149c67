import type { MethodModel, ResponseAlternative, ResponseModel } from '../model/clientModel.ts';
import type { ClientTypes, PageDefinition } from './clientTypes.ts';
import { eventTypeOf } from './eventTypes.ts';
import type { Hint } from './schemaTypes.ts';
import { ANY, builtin, NONE, type PythonType, unite } from './types.ts';

/** What a method returns. */
export type Result = {
  /** The call of the runtime that it makes. */
  readonly call: 'call' | 'list' | 'stream' | 'download';
  /** What it returns unless a call chooses another media type. */
  readonly type: PythonType;
  /** Other media types that change what it returns. */
  readonly others: readonly { readonly mediaType: string; readonly type: PythonType }[];
  /** All media types that a call can choose. */
  readonly mediaTypes: readonly string[];
  /** The type parameter of its operation. */
  readonly ofOperation: PythonType;
  readonly answers: readonly Answer[];
  readonly errors: readonly Answer[];
  readonly page: PageDefinition | undefined;
};

/** A response body of one media type. */
export type Answer = {
  readonly kind: 'json' | 'text' | 'bytes' | 'none' | 'events' | 'items';
  readonly mediaType: string | undefined;
  /** None for every status that no other answer names. */
  readonly status: string | undefined;
  readonly type: PythonType;
  readonly events?: EventReading;
};

/** How server-sent events become items. */
export type EventReading = {
  /** Whether items are whole events; otherwise their data. */
  readonly isWhole: boolean;
  readonly isJson: boolean;
  /** Types of events whose data is text although that of others is JSON. */
  readonly texts: readonly string[];
};

export function resultOf(model: MethodModel, types: ClientTypes, hint: Hint): Result {
  const successes = model.responses.filter(({ isSuccess }) => isSuccess);
  const answers = successes.flatMap((response) =>
    answersOf(response, types, hint, successes.length > 1),
  );
  const errors = errorsOf(model, types, hint);
  const mediaTypes = [...new Set(answers.flatMap(({ mediaType }) => mediaType ?? []))];
  const page = pageOf(model, answers, types, hint);
  if (page) {
    return {
      call: 'list',
      type: ANY,
      others: [],
      mediaTypes,
      ofOperation: answers[0]?.type ?? ANY,
      answers,
      errors,
      page,
    };
  }
  const kinds = new Set(answers.map(({ kind }) => kind));
  const isOnly = (...some: readonly Answer['kind'][]) =>
    [...kinds].every((kind) => some.includes(kind));
  const call =
    kinds.size === 0 || isOnly('json', 'text', 'none')
      ? 'call'
      : isOnly('bytes')
        ? 'download'
        : isOnly('events', 'items')
          ? 'stream'
          : 'call';
  const isMixed = call === 'call' && !isOnly('json', 'text', 'none');
  const type = chosen(answers, undefined);
  const others = mediaTypes.flatMap((mediaType) => {
    const other = chosen(answers, mediaType);
    return JSON.stringify(other) === JSON.stringify(type) ? [] : [{ mediaType, type: other }];
  });
  const ofOperation = isMixed
    ? ANY
    : call === 'download'
      ? builtin('bytes')
      : call === 'stream'
        ? unite(answers.map((answer) => answer.type))
        : answers.length === 0
          ? NONE
          : unite(answers.map((answer) => answer.type));
  return { call, type, others, mediaTypes, ofOperation, answers, errors, page: undefined };
}

/** What is returned for a media type: for each status its form of that type, else its first. */
function chosen(answers: readonly Answer[], mediaType: string | undefined): PythonType {
  if (answers.length === 0) return NONE;
  const statuses = [...new Set(answers.map(({ status }) => status))];
  return unite(
    statuses.flatMap((status) => {
      const own = answers.filter((each) => each.status === status);
      const answer = own.find((each) => each.mediaType === mediaType) ?? own[0];
      return answer ? [returned(answer)] : [];
    }),
  );
}

function returned({ kind, type }: Answer): PythonType {
  if (kind === 'bytes') return { kind: 'download' };
  return kind === 'events' || kind === 'items' ? { kind: 'stream', item: type } : type;
}

function answersOf(
  response: ResponseModel,
  types: ClientTypes,
  hint: Hint,
  hasOthers: boolean,
): Answer[] {
  const status = hasOthers && response.status !== 'default' ? response.status : undefined;
  if (response.alternatives.length === 0) {
    return [{ kind: 'none', mediaType: undefined, status, type: NONE }];
  }
  return response.alternatives.map((alternative): Answer => {
    const { mediaType, kind } = alternative;
    return { kind, mediaType, status, ...typeOf(alternative, types, hint) };
  });
}

function typeOf(
  { kind, schema, itemSchema, events }: ResponseAlternative,
  types: ClientTypes,
  hint: Hint,
): Pick<Answer, 'type' | 'events'> {
  switch (kind) {
    case 'text':
      return { type: builtin('str') };
    case 'bytes':
      return { type: builtin('bytes') };
    case 'items':
      return { type: types.given(itemSchema ?? true, { ...hint, name: `${hint.name}Item` }) };
    case 'events': {
      if (!events) return { type: ANY };
      const { isWhole, data, texts } = events;
      const type = eventTypeOf(events, types, { ...hint, name: `${hint.name}Event` });
      return { type, events: { isWhole, isJson: data === 'json', texts } };
    }
    default:
      return { type: types.given(schema, { ...hint, name: `${hint.name}Response` }) };
  }
}

/** What the bodies of errors are read as. The one that most statuses have needs no status. */
function errorsOf(model: MethodModel, types: ClientTypes, hint: Hint): Answer[] {
  const all = model.responses
    .filter(({ isSuccess }) => !isSuccess)
    .flatMap(({ status, alternatives }) =>
      alternatives
        .filter(({ kind }) => kind === 'json')
        .slice(0, 1)
        .map(({ schema, mediaType }): Answer => {
          const type = types.given(schema, { ...hint, name: `${hint.name}Error` });
          return { kind: 'json', mediaType, status, type };
        }),
    )
    .filter(({ type }) => type.kind !== 'any' && type.kind !== 'dict');
  const counts = new Map<string, number>();
  const keyOf = ({ type }: Answer) => JSON.stringify(type);
  for (const each of all) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  const fallback = all.find(({ status }) => status === 'default');
  const [common] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  const usual = fallback ? keyOf(fallback) : common;
  const first = all.find((each) => keyOf(each) === usual);
  return [
    ...all.filter((each) => keyOf(each) !== usual),
    ...(first ? [{ ...first, status: undefined }] : []),
  ];
}

function pageOf(
  { pagination }: MethodModel,
  answers: readonly Answer[],
  types: ClientTypes,
  hint: Hint,
): PageDefinition | undefined {
  const [answer] = answers;
  if (!pagination || answer?.kind !== 'json' || answers.some(({ kind }) => kind !== 'json')) {
    return undefined;
  }
  return types.page(answer.type, pagination.items, hint);
}
