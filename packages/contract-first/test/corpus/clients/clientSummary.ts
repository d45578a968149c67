/** Adds up the measurements of clients, compares them with what is wanted, and writes them down. */
import type { Tally } from '../measurement.ts';
import { documentsOf, groupLines, percent, shareLine, shareOf, sumOf } from '../shares.ts';
import {
  type Checker,
  type ClientMeasurement,
  type ClientTallies,
  checkers,
} from './clientMeasurement.ts';
import { languages } from './language.ts';

/** What is measured as a share of all, by language. */
export type ClientShare = 'generated' | 'imported' | 'written' | 'reported' | 'called' | Checker;

/** The least share of each, below which `pnpm test:clients-corpus` fails; only ever raised. */
export const clientThresholds: Readonly<Partial<Record<ClientShare, number>>> = {
  generated: 1,
  imported: 1,
  written: 1,
  reported: 1,
  called: 0.99,
  tsc: 1,
  exact: 1,
  pyright: 1,
  mypy: 1,
};

export type LanguageSummary = {
  readonly shares: Readonly<Partial<Record<ClientShare, Tally>>>;
  /** Operations that are not measured for a documented or reported reason. */
  readonly exceptions: Tally;
  readonly missed: readonly ClientShare[];
};

export type ClientSummary = {
  readonly documents: number;
  readonly operations: number;
  /** By language, and by the names of other generators. */
  readonly clients: Readonly<Record<string, LanguageSummary>>;
};

export const titles: Readonly<Record<ClientShare, string>> = {
  generated: 'documents with a client',
  imported: 'documents whose client can be imported',
  written: 'operations with a method',
  reported: 'operations left out and reported',
  called: 'operations whose request is valid and whose answer is read',
  tsc: 'documents clean under tsc --strict (TypeScript 6)',
  exact: 'documents clean with exactOptionalPropertyTypes, too',
  tsgo: 'documents clean under tsc --strict (TypeScript 7)',
  pyright: 'documents clean under pyright, strict',
  mypy: 'documents clean under mypy --strict',
};

export function summarizeClients(all: readonly ClientMeasurement[]): ClientSummary {
  const names = [...new Set(all.flatMap(({ clients }) => Object.keys(clients)))];
  const found = names.map((name) => {
    const own = all.flatMap(({ document, clients: { [name]: tallies } }) =>
      tallies ? [{ document, tallies }] : [],
    );
    return [name, summaryOf(own)] as const;
  });
  return {
    documents: all.length,
    operations: all.reduce((sum, { operations }) => sum + operations, 0),
    clients: Object.fromEntries(found),
  };
}

type Own = { readonly document: string; readonly tallies: ClientTallies };

function summaryOf(all: readonly Own[]): LanguageSummary {
  const of = (tallyIn: (tallies: ClientTallies) => Tally | undefined) =>
    all.flatMap(({ document, tallies }) => {
      const tally = tallyIn(tallies);
      return tally ? [{ document, tally }] : [];
    });
  const checked = checkers.flatMap((checker): [ClientShare, Tally][] => {
    const found = of(({ types }) => types[checker]);
    return found.length > 0 ? [[checker, documentsOf(found)]] : [];
  });
  const shares: Partial<Record<ClientShare, Tally>> = {
    generated: documentsOf(of(({ generated }) => generated)),
    imported: documentsOf(of(({ imported }) => imported)),
    ...Object.fromEntries(checked),
    written: sumOf(of(({ written }) => written)),
    reported: sumOf(of(({ reported }) => reported)),
    called: sumOf(of(({ called }) => called)),
  };
  // as: the keys are those that were just written.
  const missed = (Object.keys(shares) as ClientShare[]).filter((name) => {
    const tally = shares[name];
    return tally !== undefined && shareOf(tally) < (clientThresholds[name] ?? 0);
  });
  return { shares, missed, exceptions: sumOf(of(({ exceptions }) => exceptions)) };
}

/** Whether no share of the own clients is below its threshold. */
export const isGood = ({ clients }: ClientSummary): boolean =>
  languages.every((name) => (clients[name]?.missed ?? []).length === 0);

/** @param most how many kinds of each share are shown */
export function clientSummaryText(summary: ClientSummary, most = 12): string {
  const lines = [`${summary.documents} documents, ${summary.operations} operations`];
  for (const [language, { shares, exceptions }] of Object.entries(summary.clients)) {
    lines.push('', language.toUpperCase());
    for (const [name, tally] of entriesOf(shares)) {
      lines.push(shareLine(titles[name], tally, clientThresholds[name]));
    }
    for (const [name, tally] of entriesOf(shares)) {
      lines.push(...groupLines(`Not among ${titles[name]}`, tally.groups, most));
    }
    lines.push(
      ...groupLines('Not measured, for a documented or reported reason', exceptions.groups, most),
    );
  }
  return lines.join('\n');
}

// as: summaries have no other keys.
const entriesOf = (shares: LanguageSummary['shares']): [ClientShare, Tally][] =>
  Object.entries(shares) as [ClientShare, Tally][];

/** A document in one line. */
export function clientLine(one: ClientMeasurement): string {
  const parts = Object.entries(one.clients).map(([language, tallies]) => {
    const { called, exceptions, types, failure, seconds } = tallies;
    const checked = Object.entries(types).map(
      ([name, { good }]) => `${name} ${good ? 'ok' : 'ERRORS'}`,
    );
    const why = failure ? `${failure.step.toUpperCase()}: ${failure.message.split('\n')[0]}` : '';
    const total = Object.values(seconds).reduce((sum, each) => sum + each, 0);
    const excepted = exceptions.total > 0 ? `${exceptions.total} excepted` : '';
    const calls = called.total > 0 ? `called ${percent(called)}` : 'not called';
    const figures = [calls, excepted, ...checked, why.slice(0, 160)];
    return `${language}: ${figures.filter((each) => each !== '').join(', ')}, ${total.toFixed(1)} s`;
  });
  return `${one.document} (${one.operations}): ${parts.join('; ')}`;
}
