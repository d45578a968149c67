/** What the README tells a newcomer to type, typed. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { settings } from '@file-organizer/server';
import { expect, it } from 'vitest';
import { adminKey, startTestServer, waitForJob } from '../server/testServer.ts';

const run = promisify(execFile);
const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

it('shows the two commands first', () => {
  const [first] = /```bash\n([^`]*)```/.exec(readme)?.slice(1) ?? [];
  expect(first?.trim().split('\n')).toEqual([
    'npx -y pnpm@12.21.0 start',
    'npx -y pnpm@12.21.0 test',
  ]);
});

it.each(Object.values(settings))('lists the setting $env as it is', (setting) => {
  const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(setting.env));
  expect(row).toBeDefined();
  if ('flag' in setting) expect(row).toContain(`--${setting.flag}`);
  if ('fallback' in setting) expect(row).toContain(setting.fallback);
});

it('has curl lines that do what they say', async () => {
  const lines = readme.replaceAll('\\\n', ' ').match(/^curl .*$/gm) ?? [];
  expect(lines).toHaveLength(10);
  const server = await startTestServer();
  try {
    await mkdir(join(server.root, 'uploads'));
    await writeFile(join(server.root, 'uploads/notes.txt'), 'notes');
    const work = join(server.root, '../work');
    await mkdir(work);
    await writeFile(join(work, 'document.pdf'), '%PDF-1.7');

    const known: Record<string, string> = { KEY: adminKey };
    const curl = async (line: string | undefined) => {
      const script = `${line?.replaceAll('http://localhost:8000', server.url)} -sS --fail-with-body`;
      const { stdout } = await run('bash', ['-c', script], {
        cwd: work,
        env: { ...process.env, ...known },
      });
      return stdout;
    };
    const [list, upload, get, content, remove, scan, status, results, execute, search] = lines;
    expect(JSON.parse(await curl(list))).toMatchObject({ folders: ['/uploads'] });
    const file = JSON.parse(await curl(upload));
    expect(file).toMatchObject({ path: '/documents/document.pdf', size: 8 });
    known.FILE_ID = file.file_id;
    expect(JSON.parse(await curl(get))).toEqual(file);
    await rm(join(work, 'document.pdf'));
    await curl(content);
    expect(await readFile(join(work, 'document.pdf'), 'utf8')).toBe('%PDF-1.7');
    await curl(remove);
    const job = JSON.parse(await curl(scan));
    known.JOB_ID = job.job_id;
    await waitForJob(server, job.job_id, 'planned');
    expect(JSON.parse(await curl(status))).toMatchObject({ status: 'planned' });
    expect(JSON.parse(await curl(results))).toMatchObject({
      items: [{ from: '/uploads/notes.txt', to: '/uploads/Documents/notes.txt' }],
    });
    expect(JSON.parse(await curl(execute))).toMatchObject({ status: 'executing' });
    await waitForJob(server, job.job_id, 'completed');
    expect(JSON.parse(await curl(search))).toMatchObject({ items: [] });
    expect(await readFile(join(server.root, 'uploads/Documents/notes.txt'), 'utf8')).toBe('notes');
  } finally {
    await server.end();
  }
});
