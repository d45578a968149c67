/** Reports of servers and documents whose texts would end what they are written into. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Report } from '../verify.ts';
import { junitReport } from './junit.ts';
import { markdownTable } from './markdown.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

const hostile =
  ']]></failure><!-- & "\' | ` \\| [a](b) <img src=x onerror=run()> \u001b[2J\u0000\ufffe\ud800\u202e\r\n✓ no finding\t';

const report: Report = {
  ...{ title: hostile, version: hostile, url: hostile, seed: 1, requests: 2, seconds: 3 },
  checks: [{ name: 'media-type', promise: 'A documented media type' }],
  operations: [
    {
      ...{ operation: hostile, method: 'GET', path: hostile, requests: 2, hasSucceeded: true },
      checks: { 'media-type': { passed: 1, failed: 1 } },
    },
  ],
  findings: [
    {
      ...{ operation: hostile, method: 'GET', path: hostile, check: 'media-type', promise: '' },
      ...{ status: 500, count: 2, messages: [hostile], curl: hostile, pointer: hostile },
    },
  ],
  reach: { reached: 1, operations: 1, accepted: 0, percent: 100, least: 100, isEnough: true },
  cutShort: [],
  unreadSchemas: [{ pointer: hostile, message: hostile }],
  notes: [hostile],
} as unknown as Report;

const shown =
  ']]></failure><!-- & "\' | ` \\| [a](b) <img src=x onerror=run()> \\u001b[2J\\u0000\ufffe\\ud800\\u202e\\u000d\n✓ no finding\t';
const inXml = shown.replace('\ufffe', '\\ufffe');

test('JUnit is valid XML with any text', () => {
  const read = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
suite = root[0]
case = next(each for each in suite if each.get('name') == 'media-type')
print(json.dumps([root.get('name'), suite.get('name'), case.get('classname'), case[0].get('message'), case[0].text, len(root), len(case)]))
`;
  const output = execFileSync('python3', ['-c', read], { input: junitReport(report) });
  expect(JSON.parse(output.toString())).toEqual([
    ...[inXml, inXml, inXml, `500: ${inXml}`, `${inXml}\n${inXml}`, 1, 1],
  ]);
});

test('the Markdown table has one row per operation without markup of the document', () => {
  const lines = markdownTable(report).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/^\| <code>[\w&#;\\]*<\/code> \| yes \| 2 \| \*\*✗ 1\*\* \|$/);
  const [, cell = ''] = /<code>(.*)<\/code>/.exec(lines[2] ?? '') ?? [];
  const text = cell.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  expect(text).toBe(shown.replace('\\u000d\n', '\\r\\n').replace('\t', '\\t'));
});

test('the Markdown table keeps plain ids readable', () => {
  const [operation] = report.operations;
  const plain = { ...report, operations: [{ ...operation, operation: 'get /a/{id}' }] } as Report;
  expect(markdownTable(plain)).toContain('| `get /a/{id}` | yes | 2 |');
});

function sarifResult() {
  const { runs } = sarifReport(report, 'a b/<c>.yaml') as {
    runs: [
      { results: [{ message: { text: string }; locations: [{ physicalLocation: unknown }] }] },
    ];
  };
  return runs[0].results[0];
}

test('SARIF contains no link from the document', () => {
  const { message } = sarifResult();
  expect(message.text).toContain('\\[a\\](b)');
  expect(message.text).not.toMatch(/(?!\n|\t)[\p{Cc}\p{Cs}\u202e]/u);
});

test('SARIF refers to files by URIs', () => {
  const { locations } = sarifResult();
  expect(locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'a%20b/%3Cc%3E.yaml' },
  });
});

test('the terminal report has no line written by the document', () => {
  const cutShort = [{ operation: hostile, by: 'rate-limit' as const }];
  const lines = textReport({ ...report, cutShort }).split('\n');
  expect(lines.filter((line) => line.startsWith('✓ no finding'))).toEqual([]);
  expect(lines.join('')).not.toMatch(/[\p{Cc}\u202e]/u);
});

/** Operations that were not reached, the last of them accepted, and cut short. */
const incomplete = (isEnough = false): Report => {
  const outcome = { method: 'GET', path: '/a', requests: 2, hasSucceeded: false, checks: {} };
  const unreached = { reason: 'Valid requests got 404.', remedy: 'Set values.' };
  return {
    ...report,
    operations: [
      { ...outcome, operation: 'missed', unreached },
      { ...outcome, operation: 'accepted', unreached: { ...unreached, accepted: 'Needs a card' } },
    ],
    findings: [],
    reach: { ...report.reach, isEnough },
    cutShort: [{ operation: 'missed', by: 'rate-limit' }],
  } as unknown as Report;
};

test('JUnit has a failure for each operation that was not reached, or not in full', () => {
  const xml = junitReport(incomplete());
  expect(xml).toContain(
    '<testcase classname="missed" name="reached"><failure message="Valid requests got 404.">Set values.</failure>',
  );
  expect(xml).toMatch(/<testcase classname="missed" name="complete"><failure message="Rate limits/);
  expect(xml).toContain(
    '<testcase classname="accepted" name="reached"><skipped message="Needs a card"/>',
  );
});

test('JUnit has no failure for an operation that was not reached if enough others were', () => {
  expect(junitReport(incomplete(true))).toContain(
    '<testcase classname="missed" name="reached"><skipped message="Valid requests got 404."/>',
  );
});

test('the Markdown table says which operations were reached', () => {
  const lines = markdownTable(incomplete()).split('\n');
  expect(lines[0]).toMatch(/^\| Operation \| Reached \| Requests \|/);
  expect(lines.slice(2).map((line) => line.split(' | ')[1])).toEqual(['**no**', 'accepted']);
});

test('SARIF reports a run that is incomplete as such', () => {
  const { runs } = sarifReport(incomplete(), 'a.yaml') as { runs: [{ invocations: object[] }] };
  expect(runs[0].invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'warning', message: { text: 'missed: Valid requests got 404. Set values.' } },
        {
          level: 'warning',
          message: { text: 'missed: Rate limits of the server left out requests.' },
        },
      ],
    },
  ]);
});
