/** The public command's function on the mock, as far as its checks apply to one. */
import { startMock } from '@file-organizer/mock';
import { readDocument } from 'contract-first/contract';
import { type VerifySettings, verify } from 'contract-first/verify';
import { expect, it } from 'vitest';

const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const key = 'fo_abc123_token456';

const settings: VerifySettings = {
  credentials: { ApiKey: key },
  mayRefuse: {
    // What is in a path, options for one methodology alone, an end that has passed.
    '*': ['invalid_path'],
    'organize.scan': ['invalid_request'],
    'auth.create_api_key': ['invalid_request'],
    // Only moves that the plan has can be changed.
    'organize.change_plan': ['invalid_request'],
    // How many bytes an upload is missing depends on what came before.
    'uploads.append': ['inconsistent_upload_length', 'digest_mismatch'],
    // Only groups that the job has found can be spared.
    'dedupe.execute': ['invalid_request'],
  },
};

it.each([
  ['with a state', { stateful: true }],
  ['without a state', {}],
])('contract verify finds no fault in the mock %s', async (_what, options) => {
  const mock = await startMock({ port: 0, ...options });
  try {
    const report = await verify(document, mock.url, settings);
    expect(report.findings).toEqual([]);
    expect(report.cutShort).toEqual([]);
    expect(report.operations.length).toBeGreaterThan(30);
  } finally {
    await mock.close();
  }
});
