import type { Exchange, Verdict } from '../exchange.ts';

/** Picks those violations of the document that are about one part of a response. */
export const violationsOf =
  (isAbout: (where: string) => boolean) =>
  ({ case: { kind }, violations }: Exchange): Verdict =>
    // The document says nothing of a method that it does not have.
    kind === 'other method'
      ? undefined
      : violations
          .filter(({ where }) => isAbout(where))
          .map(({ where, message }) => `${where}: ${message}`);
