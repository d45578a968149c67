import { essenceOf, sameMediaType } from './mediaType.ts';
import type { AnswerForm, Operation, Reading } from './operation.ts';

/** What an operation may send back, for the `Accept` header. */
export function acceptedBy({ answers = [] }: Operation, accept: string | undefined): string {
  const isFirst = ({ status }: AnswerForm, at: number) =>
    answers.findIndex((each) => each.status === status) === at;
  const wanted = accept ? [accept] : answers.filter(isFirst).map(({ mediaType }) => mediaType);
  if (wanted.length === 0) wanted.push('application/json');
  // problems, and any other type, which is better than a 406
  const others = wanted.includes('*/*') ? [] : ['application/problem+json', '*/*;q=0.1'];
  return [...new Set([...wanted, ...others])].join(', ');
}

/**
 * Reads a successful response by its status and media type.
 *
 * @throws ApiError if the body is not what its media type says
 */
export async function readAnswer(
  { answers = [] }: Operation,
  response: Response,
  reading: Reading,
): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  const form = chooseAnswer(answers, response.status, type);
  if (form) return form.read(response, form, reading);
  await response.text(); // so that the connection can be used again
  return undefined;
}

function chooseAnswer(
  answers: readonly AnswerForm[],
  status: number,
  type: string,
): AnswerForm | undefined {
  if (status === 204 || status === 205) return undefined;
  const fitting = answers.filter((form) => !form.status || isForStatus(form.status, status));
  const exact = (form: AnswerForm) => essenceOf(form.mediaType) === essenceOf(type);
  const within = (form: AnswerForm) => sameMediaType(form.mediaType, type);
  // a status that is not documented is read like others, if it has the same media type
  return fitting.find(exact) ?? fitting.find(within) ?? fitting[0] ?? answers.find(exact);
}

/** Whether a documented status, such as `404`, `4XX` or `default`, is that of a response. */
export function isForStatus(documented: string, status: number): boolean {
  const kind = `${Math.floor(status / 100)}XX`;
  return [`${status}`, kind, 'DEFAULT'].includes(documented.toUpperCase());
}
