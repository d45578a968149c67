/** Our own server, verified by the public command's function. */
import { readDocument } from 'contract-first/contract';
import { type Report, type VerifySettings, verify } from 'contract-first/verify';
import { placeFile } from '../support/placeFile.ts';
import { adminKey, password, startTestServer } from '../support/testServer.ts';

/** Verifies a server of its own, with a few things on it. */
export async function verified(settings: VerifySettings = {}): Promise<Report> {
  const document = await readDocument(
    new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
  );
  // Limits are told and not reached.
  const server = await startTestServer({ rateLimitScale: 1000 });
  try {
    for (const folder of ['documents', 'uploads']) {
      await placeFile(server, `/${folder}/invoice 2026.txt`, 'An invoice of 2026');
    }
    let token = '';
    return await verify(document, server.url, {
      credentials: {
        ApiKey: adminKey,
        // The same one, by which a retry is known, until signing out has ended it.
        Bearer: async () => {
          const isValid = token !== '' && (await server.sessions.verify(token));
          if (!isValid) token = await server.tokens.issue('verified', ['admin']);
          return token;
        },
      },
      weak: { credentials: { ApiKey: await server.keys.create('weak', []) } },
      mayRefuse: {
        // What is in a path, and how long its names are in bytes.
        '*': ['invalid_path'],
        // Some options are for one methodology alone.
        'organize.scan': ['invalid_request'],
        // The end of a key lies ahead.
        'auth.create_api_key': ['invalid_request'],
        // Only moves that the plan has can be changed.
        'organize.change_plan': ['invalid_request'],
        // Where an upload continues, and what it consists of, depends on what came before.
        'uploads.append': ['inconsistent_upload_length', 'digest_mismatch'],
        // Only groups that the job has found can be spared.
        'dedupe.execute': ['invalid_request'],
      },
      values: { 'auth.login': { username: 'admin', password } },
      ...settings,
    });
  } finally {
    await server.end();
  }
}
