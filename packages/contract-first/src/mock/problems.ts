/**
 * Writes errors in the form that the document defines for them: problems (RFC 9457) or a form of
 * its own.
 *
 * @module
 */
import { type Contract, essenceOf } from '../contract/contract.ts';
import {
  type BoundOperation,
  type Document,
  isSchema,
  operations,
  statusKey,
} from '../document/model.ts';
import { errorBody, problemBody, type Trouble } from './errorBody.ts';
import { bytesOf } from './mediaTypes.ts';
import { type ProblemError, type Refusal, refusals } from './problemError.ts';
import { type MockResponse, PROBLEM, type Responses } from './responses.ts';

type Declared = { readonly code: string; readonly status: number; readonly title: string };
type Fields = Readonly<Record<string, unknown>>;

/** Makes refusals into what a document has for them: problems (RFC 9457), or errors of its own form. */
export class Problems {
  readonly #contract: Contract;
  readonly #answers: Responses;
  readonly #declared: ReadonlyMap<string, Declared>;
  /** What problems look like where no operation says so; found when it is first needed. */
  #usual: Fields | undefined;

  constructor(contract: Contract, answers: Responses) {
    this.#contract = contract;
    this.#answers = answers;
    const declared = contract.document['x-problems'];
    // The lint has checked the form of the extension.
    const all = Array.isArray(declared) ? (declared as readonly Declared[]) : [];
    this.#declared = new Map(all.map((each) => [each.code, each]));
  }

  /** The answer to a failure, of an operation or, where there is none at the address, of nothing. */
  of(operation: BoundOperation | undefined, failure: ProblemError): MockResponse {
    const declared = this.#declared.get(failure.code);
    const status = declared?.status ?? statusOf(operation, failure.code);
    const title = declared?.title ?? titleOf(failure.code);
    const documented = operation && this.#documented(operation, status);
    const listed = [...(documented?.documented ?? []), ...Object.keys(failure.headers)];
    const common = {
      status,
      headers: { ...documented?.headers, ...failure.headers },
      documented: new Set(listed),
      source: reasonOf(failure),
    };
    const content = this.#content(operation, documented, { failure, status, title });
    return { ...common, ...content };
  }

  /** What the body of a refusal is. */
  #content(
    operation: BoundOperation | undefined,
    documented: MockResponse | undefined,
    trouble: Trouble,
  ): Pick<MockResponse, 'mediaType' | 'body' | 'value' | 'problem'> {
    const accepts = (value: unknown) =>
      !operation ||
      !documented ||
      this.#contract.acceptsBody(operation, documented.status, documented.mediaType ?? '', value);
    if (!documented || documented.problem) {
      const problem = problemBody(documented?.problem ?? this.#usualProblem(), trouble, accepts);
      return { mediaType: PROBLEM, body: undefined, value: problem, problem };
    }
    const { mediaType } = documented;
    if (mediaType === undefined) {
      return { mediaType, body: undefined, value: undefined, problem: undefined };
    }
    const shown = documented.value ?? documented.body?.toString();
    const value = errorBody(shown, trouble, accepts);
    return { mediaType, body: bytesOf(mediaType, value), value, problem: undefined };
  }

  /** The answer that a document has for a status of an operation: a problem, or JSON, if it can be. */
  #documented(operation: BoundOperation, status: number): MockResponse | undefined {
    const response = operation.responses[statusKey(operation.responses, status) ?? ''];
    const types = Object.keys(response?.content ?? {}).map(essenceOf);
    const accept = types.includes(PROBLEM) ? PROBLEM : '*/*';
    return this.#answers.find(operation, { code: status, accept });
  }

  /** The first problem that the document shows. */
  #usualProblem(): Fields {
    this.#usual ??= firstProblem(this.#contract.document) ?? {};
    return this.#usual;
  }
}

const firstProblem = (document: Document): Fields | undefined =>
  operations(document)
    .flatMap(({ responses }) => Object.values(responses))
    .map(({ content }) => content?.[PROBLEM]?.example)
    .find(isSchema);

/** Refusals that mean something else than that a request is wrong. */
const notAboutRequest = new Set([401, 403, 429]);

/**
 * The status of a refusal: one that the operation lists for it, else the usual one if a range or the default
 * covers it. For a wrong request it is else the nearest 4xx that the operation lists, first of those that are
 * about the request itself. A 5xx is none: it would blame the server.
 */
function statusOf(operation: BoundOperation | undefined, code: string): number {
  const refusal = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  const { usual, listed, takesOther = false }: Refusal = refusal ?? { usual: 500, listed: [500] };
  if (!operation) return usual;
  const { responses } = operation;
  const exact = listed.find((status) => String(status) in responses);
  if (exact !== undefined) return exact;
  if (statusKey(responses, usual) !== undefined || !takesOther) return usual;
  const others = Object.keys(responses)
    .map(Number)
    .filter((status) => status >= 400 && status < 500);
  const distance = (status: number) =>
    Math.abs(status - usual) + (notAboutRequest.has(status) ? 1000 : 0);
  return others.sort((a, b) => distance(a) - distance(b))[0] ?? usual;
}

/** `not_found` → `Not found`. */
const titleOf = (code: string): string =>
  code.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());

/** Why a request is refused, in one line. */
const reasonOf = ({ code, message, errors }: ProblemError): string =>
  `${code}: ${errors?.map((each) => `${each.pointer} ${each.message}`).join('; ') ?? message}`;
