import type { CutBy, OperationOutcome } from '../ledger.ts';
import type { Report } from '../verify.ts';

const cuts: Readonly<Record<CutBy, { readonly reason: string; readonly remedy: string }>> = {
  'max-requests': {
    reason: 'The maximum number of requests was reached.',
    remedy: 'Raise `--max-requests`.',
  },
  'rate-limit': {
    reason: 'Rate limits of the server left out requests.',
    remedy: "Raise the server's limit, or `--max-wait`.",
  },
};

/** Why an operation was not verified in full, and what to do. */
export const cutsOf = (
  { cutShort }: Report,
  { operation }: Pick<OperationOutcome, 'operation'>,
): { readonly reason: string; readonly remedy: string }[] =>
  cutShort.filter((each) => each.operation === operation).map(({ by }) => cuts[by]);
