import type { BoundOperation, Document } from '../contract/document.ts';
import { operations } from '../contract/document.ts';
import type { Answer, Answers } from './answers.ts';
import { type MockFailure, refusals } from './failure.ts';

type Declared = { readonly code: string; readonly status: number; readonly title: string };

/** Makes refusals into the problems of a document (RFC 9457, and `x-problems`). */
export class Problems {
  readonly #answers: Answers;
  readonly #declared: ReadonlyMap<string, Declared>;
  /** What problems look like where no operation says so. */
  readonly #template: Answer['problem'];

  constructor(document: Document, answers: Answers) {
    this.#answers = answers;
    const declared = document['x-problems'];
    // The lint has checked the form of the extension.
    const all = Array.isArray(declared) ? (declared as readonly Declared[]) : [];
    this.#declared = new Map(all.map((each) => [each.code, each]));
    const examples = operations(document).flatMap((operation) =>
      Object.keys(operation.responses).map(
        (status) => answers.find(operation, { code: Number(status) })?.problem,
      ),
    );
    this.#template = examples.find((each) => each !== undefined);
  }

  /** The answer to a failure, of an operation or, where there is none at the address, of nothing. */
  of(operation: BoundOperation | undefined, failure: MockFailure): Answer {
    const declared = this.#declared.get(failure.code);
    const status = this.#statusOf(operation, failure.code, declared);
    const documented = operation && this.#answers.find(operation, { code: status });
    const template = documented?.problem ?? this.#template;
    const title = declared?.title ?? titleOf(failure.code);
    const problem = {
      ...template,
      type: String(template?.type ?? 'about:blank').replace(String(template?.code), failure.code),
      title,
      status,
      detail: failure.message,
      instance: '',
      code: failure.code,
      errors: failure.errors,
    };
    return {
      status,
      mediaType: 'application/problem+json',
      headers: { ...documented?.headers, ...failure.headers },
      documented: new Set([...(documented?.documented ?? []), ...Object.keys(failure.headers)]),
      body: undefined,
      problem,
    };
  }

  /** The status that the document has for a code, else the first fitting one that the operation has. */
  #statusOf(
    operation: BoundOperation | undefined,
    code: string,
    declared: Declared | undefined,
  ): number {
    if (declared) return declared.status;
    const fitting: readonly number[] = Object.hasOwn(refusals, code)
      ? refusals[code as keyof typeof refusals]
      : [500];
    const listed = fitting.find((status) => String(status) in (operation?.responses ?? {}));
    return listed ?? fitting[0] ?? 500;
  }
}

/** `not_found` → `Not found`. */
const titleOf = (code: string): string =>
  code.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
