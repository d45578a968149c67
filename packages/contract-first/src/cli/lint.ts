import { relative, resolve } from 'node:path';
import { formatProblems, getTotals, lint as lintDocument, loadConfig } from '@redocly/openapi-core';
import { SafeResolver } from '../document/redocly.ts';
import { correctedTypes } from '../document/redoclyTypes.ts';
import { lintOverlaid } from '../lint/overlaid.ts';
import { oneLine, printable } from '../text/printable.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig as loadContractConfig } from './config.ts';
import { overlayOption } from './document.ts';
import { linesOf } from './notices.ts';
import { printableInColour } from './terminal.ts';

/** Checks documents by Redocly's rules and those of the toolkit. */
export const lint = defineCommand({
  summary: 'Checks documents against rules',
  usage: 'contract lint [document] [options]',
  details: `Without a document, it checks those in the configuration. Warnings count as errors. An overlay changes
the OpenAPI document before it is checked; problems in what it adds are shown in the overlay.`,
  takes: 1,
  examples: [
    ['contract lint openapi.yaml', 'By the recommended rules'],
    ['contract lint openapi.yaml --rules redocly.yaml --format github-actions', 'In CI'],
    ['contract lint openapi.yaml --overlay changes.yaml', 'As the overlay changes it'],
  ],
  options: {
    rules: {
      type: 'string',
      value: 'FILE',
      description: 'Redocly configuration (default: the ruleset `recommended`)',
    },
    format: {
      type: 'string',
      value: 'NAME',
      description: 'codeframe (default), stylish, markdown, github-actions, junit or checkstyle',
    },
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const config = await loadContractConfig(values.config);
    const rules = values.rules === undefined ? config?.lint : resolve(values.rules);
    const redocly = await loadConfig({
      ...(rules !== undefined && { configPath: rules }),
      plugins: [correctedTypes],
    });
    const documents = given
      ? [resolve(given)]
      : [documentOf(given, config), config?.messages, config?.workflows].filter(
          (document) => document !== undefined,
        );
    const problems = [];
    const overlays = values.overlay ?? [];
    for (const [at, document] of documents.entries()) {
      terminal.progress(`Checking ${document} …`);
      const settings = redocly.forAlias(aliasOf(redocly, document, rules));
      if (at === 0 && overlays.length > 0) {
        const overlaid = await lintOverlaid(document, overlays, settings);
        problems.push(...overlaid.problems);
        terminal.progress('');
        for (const line of linesOf(overlaid.notices)) terminal.note(oneLine(line));
        continue;
      }
      const resolver = new SafeResolver(document, settings.resolve);
      const found = lintDocument({
        ref: document,
        config: settings,
        externalRefResolver: resolver,
      }).catch((error: unknown) => {
        throw resolver.explained(error);
      });
      problems.push(...(await found));
    }
    terminal.progress('');
    const format = values.json ? 'json' : formatOf(values.format ?? 'codeframe');
    const totals = getTotals(problems);
    const isForPrograms = !['codeframe', 'stylish'].includes(format);
    if (values.json || problems.length > 0) {
      const shown = values.json ? problems : problems.map(withPrintableTexts);
      const text = printed(() =>
        formatProblems(shown, {
          ...{ format, totals, version: '', command: 'lint' as const },
          // A list for programs is complete; one for people ends after a hundred.
          ...(isForPrograms && { maxProblems: problems.length }),
        }),
      );
      terminal.printed(printableInColour(text, !problems.some(isColoured)));
    }
    if (problems.length > 0 && !isForPrograms) {
      terminal.note(
        `${totals.errors} errors, ${totals.warnings} warnings in ${problems.length} places.`,
      );
    }
    if (problems.length > 0) return EXIT.findings;
    if (!values.json) {
      const names = documents.map((document) => relative(process.cwd(), document)).join(', ');
      terminal.out(terminal.paint('green', `No problems in ${names}.`));
    }
    return EXIT.fine;
  },
});

type Problem = Awaited<ReturnType<typeof lintDocument>>[number];

const withPrintableTexts = (problem: Problem): Problem => ({
  ...problem,
  message: printable(problem.message),
  suggest: problem.suggest.map(suggestionText),
});

/** Suggestions are values of an `enum`, and so any JSON, whatever their type says. */
const suggestionText = (value: unknown): string =>
  printable(typeof value === 'string' ? value : JSON.stringify(value));

/** Whether a key on the way to a problem would act on a terminal, and so could pose as a colour. */
const isColoured = ({ location }: Problem): boolean =>
  location.some(({ pointer = '' }) => printable(pointer) !== pointer);

/** What is written to stdout meanwhile. */
function printed(print: () => void): string {
  const { stdout } = process;
  const { write } = stdout;
  let text = '';
  stdout.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  try {
    print();
  } finally {
    stdout.write = write;
  }
  return text;
}

const formats = [
  'codeframe',
  'stylish',
  'markdown',
  'github-actions',
  'junit',
  'checkstyle',
] as const;

function formatOf(name: string) {
  const format = formats.find((each) => each === name);
  if (!format) throw new UsageError(`Unknown format "${name}"`);
  return format;
}

/** The name under which Redocly's configuration has settings of its own for a document. */
function aliasOf(
  { resolvedConfig }: Awaited<ReturnType<typeof loadConfig>>,
  document: string,
  rules = '',
): string | undefined {
  const entries = Object.entries(resolvedConfig.apis ?? {});
  return entries.find(([, { root }]) => resolve(rules, '..', root) === document)?.[0];
}
