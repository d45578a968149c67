/** What becomes of files that are uploaded: their names, their bytes, and whose place they take. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  incoming,
  type ListedFile,
  list,
  names,
  refusal,
  trash,
} from '../support/library.ts';
import { serverPerFile, upload } from '../support/testServer.ts';
import {
  answersOn,
  boundary,
  dial,
  fieldPart,
  filePart,
  formOf,
  send,
  sendForm,
  uploadHead,
} from '../support/wire.ts';

const server = serverPerFile();

const to = '/api/v1/files/upload';
const post = (...form: Parameters<typeof upload>) => server.fetch(to, upload(...form));
const put = async (...form: Parameters<typeof upload>): Promise<ListedFile> =>
  bodyOf(await post(...form), 201);
const onDisk = (path: string): Promise<string> => readFile(join(server.root, path), 'utf8');
const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

describe('an upload', () => {
  it('returns the file', async () => {
    const response = await post('notes.txt', 'Buy milk.', { path: '/first/second' });
    const file = await bodyOf<ListedFile>(response, 201);
    expect(file).toMatchObject({
      path: '/first/second/notes.txt',
      name: 'notes.txt',
      size: 9,
      mime_type: 'text/plain',
      type: 'document',
      sha256: sha256('Buy milk.'),
    });
    expect(response.headers.get('ETag')).toBe(file.etag);
    const location = response.headers.get('Location') ?? '';
    expect(await bodyOf(await server.fetch(location), 200)).toEqual(file);
    expect(await onDisk('first/second/notes.txt')).toBe('Buy milk.');
    expect((await list(server, { path: '/first/second' })).items).toEqual([file]);
  });

  it('accepts an empty file', async () => {
    const file = await put('empty.txt', '', { path: '/empty' });
    expect(file).toMatchObject({ size: 0, sha256: sha256('') });
    expect(await onDisk('empty/empty.txt')).toBe('');
  });

  it('recreates a deleted staging folder', async () => {
    await rm(join(server.data, 'incoming'), { recursive: true });
    const files = ['one.txt', 'two.txt'].map((name) => put(name, name, { path: '/cleared' }));
    expect((await Promise.all(files)).map(({ name }) => name)).toEqual(['one.txt', 'two.txt']);
  });

  it.each([
    ['before', [fieldPart('path', '/order/before'), filePart('x')]],
    ['after', [filePart('x'), fieldPart('path', '/order/after')]],
    [
      'on both sides',
      [fieldPart('on_conflict', 'fail'), filePart('x'), fieldPart('path', '/order/both')],
    ],
  ])('accepts fields %s the file', async (_where, parts) => {
    const answer = await sendForm(server, parts);
    expect(answer.status).toBe(201);
    expect((JSON.parse(answer.text) as ListedFile).path).toMatch(/^\/order\/\w+\/a\.txt$/);
  });

  it('accepts 50 MB with the right digest', async () => {
    const content = randomBytes(50 * 1024 * 1024);
    const file = await put('large.bin', content, { path: '/large' });
    expect(file).toMatchObject({ size: content.length, sha256: sha256(content) });
    expect(sha256(await readFile(join(server.root, 'large/large.bin')))).toBe(file.sha256);
  });

  it('is streamed in bounded memory', async () => {
    const chunk = randomBytes(1024 * 1024);
    const chunks = 256;
    const start = formOf([filePart('', '; filename="stream.bin"')], '');
    const end = Buffer.from(`\r\n--${boundary}--\r\n`);
    const socket = await dial(server);
    socket.write(uploadHead(start.length + chunks * chunk.length + end.length));
    socket.write(start);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    for (let sent = 0; sent < chunks; sent++) {
      if (!socket.write(chunk)) await once(socket, 'drain');
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    socket.write(end);
    const [answer] = await answersOn(socket, 1);
    socket.destroy();
    expect(answer?.status).toBe(201);
    // Half of the file: far more than what waits to be collected, far less than all of it.
    expect(most).toBeLessThan((chunks * chunk.length) / 2);
  });

  it('leaves nothing in the staging folder', async () => {
    await put('waits.txt', 'x', { path: '/waits' });
    expect(await incoming(server)).toEqual([]);
  });

  it('follows no symbolic link', async () => {
    await symlink('/tmp', join(server.root, 'link'));
    const answer = refusal(post('a.txt', 'x', { path: '/link' }));
    expect(await answer).toBe('400 invalid_path');
    expect(await refusal(post('a.txt', 'x', { path: '/link/below' }))).toBe('400 invalid_path');
  });

  it('does not write through a link of its name', async () => {
    const outside = join(server.data, 'outside.txt');
    await writeFile(outside, 'outside');
    await mkdir(join(server.root, 'linked'));
    await symlink(outside, join(server.root, 'linked/a.txt'));
    const replaced = refusal(post('a.txt', 'x', { path: '/linked', on_conflict: 'replace' }));
    expect(await replaced).toMatch(/^4\d\d /);
    const renamed = await put('a.txt', 'x', { path: '/linked', on_conflict: 'rename' });
    expect(renamed.path).toBe('/linked/a (2).txt');
    expect(await readFile(outside, 'utf8')).toBe('outside');
  });

  it('into a file is refused', async () => {
    await writeFile(join(server.root, 'file.txt'), 'x');
    expect(await refusal(post('a.txt', 'x', { path: '/file.txt' }))).toBe('409 not_a_folder');
    expect(await refusal(post('a.txt', 'x', { path: '/file.txt/b' }))).toBe('409 not_a_folder');
    expect(await onDisk('file.txt')).toBe('x');
  });

  it('with an invalid name creates nothing', async () => {
    const refused = refusal(post('x'.repeat(256), 'x', { path: '/never/made' }));
    expect(await refused).toBe('400 invalid_path');
    expect(await readdir(server.root)).not.toContain('never');
  });
});

describe('a name conflict', () => {
  it.each([
    ['report.pdf', ['report (2).pdf', 'report (3).pdf']],
    ['report (2).txt', ['report (2) (2).txt', 'report (2) (3).txt']],
    ['a.tar.gz', ['a (2).tar.gz', 'a (3).tar.gz']],
    ['README', ['README (2)', 'README (3)']],
    ['.profile', ['.profile (2)', '.profile (3)']],
    ['two words.', ['two words. (2)', 'two words. (3)']],
  ])('turns "%s" into %j', async (name, others) => {
    const path = `/renames/${sha256(name)}`;
    const got: string[] = [];
    for (const content of ['1', '2', '3']) got.push((await put(name, content, { path })).name);
    expect(got).toEqual([name, ...others]);
    const contents = await Promise.all(got.map((each) => onDisk(`${path}/${each}`)));
    expect(contents).toEqual(['1', '2', '3']);
  });

  it('for a name of maximum length stays within it', async () => {
    const name = `${'é'.repeat(125)}.text`;
    expect(Buffer.byteLength(name)).toBe(255);
    await put(name, '1', { path: '/longest' });
    const second = await put(name, '2', { path: '/longest' });
    expect(second.name).toMatch(/^é+ \(2\)\.text$/);
    expect(Buffer.byteLength(second.name)).toBeLessThanOrEqual(255);
    expect(await onDisk(second.path)).toBe('2');
  });

  it('with a folder never replaces it', async () => {
    await mkdir(join(server.root, 'folders/taken'), { recursive: true });
    await writeFile(join(server.root, 'folders/taken/in.txt'), 'x');
    const path = '/folders';
    expect((await put('taken', 'x', { path })).name).toBe('taken (2)');
    for (const on_conflict of ['fail', 'replace']) {
      expect(await refusal(post('taken', 'x', { path, on_conflict }))).toBe('409 file_exists');
    }
    expect(await onDisk('folders/taken/in.txt')).toBe('x');
  });

  it('is refused with `fail`', async () => {
    await put('a.txt', 'old', { path: '/fail', on_conflict: 'fail' });
    const again = post('a.txt', 'new', { path: '/fail', on_conflict: 'fail' });
    expect(await refusal(again)).toBe('409 file_exists');
    expect(await onDisk('fail/a.txt')).toBe('old');
    expect(await incoming(server)).toEqual([]);
  });

  it('with `replace` moves the old content to the trash', async () => {
    const old = await put('a.txt', 'old', { path: '/replace' });
    const fresh = await put('a.txt', 'new', { path: '/replace', on_conflict: 'replace' });
    expect(fresh).toMatchObject({ path: old.path, sha256: sha256('new') });
    expect(fresh.file_id).not.toBe(old.file_id);
    expect(await names(server, '/replace')).toEqual(['a.txt']);
    expect(await onDisk('replace/a.txt')).toBe('new');
    expect(await readFile(join(server.data, 'trash', old.file_id), 'utf8')).toBe('old');
    expect(await refusal(server.fetch(`/api/v1/files/${old.file_id}`))).toBe('404 file_not_found');
  });

  it('with `replace` also replaces a file that was never listed', async () => {
    await mkdir(join(server.root, 'unseen'));
    await writeFile(join(server.root, 'unseen/a.txt'), 'never listed');
    const before = await trash(server);
    await put('a.txt', 'new', { path: '/unseen', on_conflict: 'replace' });
    const [added] = (await trash(server)).filter((name) => !before.includes(name));
    expect(await readFile(join(server.data, 'trash', added ?? ''), 'utf8')).toBe('never listed');
  });

  it.each([
    ['case', 'Report.txt', 'report.TXT'],
    ['Unicode form', 'Caf\u00e9.txt', 'Cafe\u0301.txt'],
    ['both', 'CAF\u00c9.txt', 'cafe\u0301.txt'],
  ])('that differs in %s is refused or renamed', async (what, first, second) => {
    const path = `/twins/${what}`;
    await put(first, 'first', { path });
    for (const on_conflict of ['fail', 'replace']) {
      expect(await refusal(post(second, 'x', { path, on_conflict }))).toBe('409 name_conflict');
    }
    const renamed = await put(second, 'second', { path });
    expect(renamed.name).toBe(second.replace(/\.txt$/i, (extension) => ` (2)${extension}`));
    expect(await onDisk(`${path}/${first}`)).toBe('first');
  });

  it('with a parent folder in another case is refused', async () => {
    await put('a.txt', 'x', { path: '/Photos/2026' });
    expect(await refusal(post('a.txt', 'x', { path: '/photos/2026' }))).toBe('409 name_conflict');
    expect(await refusal(post('a.txt', 'x', { path: '/PHOTOS' }))).toBe('409 name_conflict');
  });
});

describe('concurrent uploads', () => {
  const many = Array.from({ length: 20 }, (_, at) => `content ${at}`);

  it('of one name are all kept', async () => {
    const files = await Promise.all(many.map((each) => put('same.txt', each, { path: '/same' })));
    expect(new Set(files.map(({ name }) => name)).size).toBe(many.length);
    expect(new Set(files.map(({ file_id }) => file_id)).size).toBe(many.length);
    const contents = await Promise.all(files.map(({ path }) => onDisk(path)));
    expect(contents).toEqual(many);
    expect(files.map((file) => file.sha256)).toEqual(many.map(sha256));
  });

  it('of one name with `fail` succeed once', async () => {
    const form = { path: '/same-fail', on_conflict: 'fail' };
    const answers = await Promise.all(many.map((each) => post('same.txt', each, form)));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, ...many.slice(1).map(() => 409)]);
    expect(await names(server, '/same-fail')).toEqual(['same.txt']);
  });

  it('of one name with `replace` lose nothing', async () => {
    const before = new Set(await trash(server));
    const form = { path: '/same-replace', on_conflict: 'replace' };
    const files = await Promise.all(many.map((each) => put('same.txt', each, form)));
    expect(files.map((file) => file.sha256)).toEqual(many.map(sha256));
    const { items } = await list(server, { path: '/same-replace' });
    expect(items.map(({ name }) => name)).toEqual(['same.txt']);
    const kept = await onDisk('same-replace/same.txt');
    expect(items[0]?.sha256).toBe(sha256(kept));
    const thrown = (await trash(server)).filter((name) => !before.has(name));
    const contents = thrown.map((name) => readFile(join(server.data, 'trash', name), 'utf8'));
    expect([kept, ...(await Promise.all(contents))].toSorted()).toEqual(many.toSorted());
  });

  it('of names in different case never coexist', async () => {
    const twins = ['same.txt', 'SAME.txt', 'Same.txt', 'same.TXT', 'sAME.txt', 'saME.txt'];
    const path = '/same-twins';
    const files = await Promise.all(twins.map((name) => put(name, name, { path })));
    const folded = (await readdir(join(server.root, path))).map((name) => name.toLowerCase());
    expect(new Set(folded).size).toBe(twins.length);
    expect(await Promise.all(files.map((file) => onDisk(file.path)))).toEqual(twins);
  });

  it('into one folder in different case create one folder', async () => {
    const folders = ['/new-folder', '/New-Folder', '/NEW-FOLDER', '/new-FOLDER'];
    await Promise.all(folders.map((path) => post('a.txt', 'x', { path })));
    const made = (await readdir(server.root)).filter((name) => /^new-folder$/i.test(name));
    expect(made).toHaveLength(1);
  });
});

describe("a file's name", () => {
  const path = '/names';

  it.each([
    ['spaces', ' a  b .txt'],
    ['quotes', `he said "hi" and 'ho'.txt`],
    ['a newline', 'two\nlines\r.txt'],
    ['a percent sign', '100% of 20%.txt'],
    ['brackets and marks', `a&b;c=d?e#f[g]{h}<i>|*.txt`],
    ['right-to-left letters', '\u05e9\u05dc\u05d5\u05dd \u202eabc.txt'],
    ['emoji', '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udf89.txt'],
    ['umlauts', 'Käse & Brötchen.txt'],
    ['a leading dash', '-rf.txt'],
    ['a leading dot', '.hidden.txt'],
    ['255 bytes', `${'x'.repeat(251)}.txt`],
    ['a trailing dot', 'end.'],
  ])('with %s is kept', async (_what, name) => {
    const file = await put(name, name, { path });
    expect(file.name).toBe(name);
    expect(await readdir(join(server.root, path))).toContain(name);
    expect(await names(server, path)).toContain(name);
  });

  it.each([
    ['../../up.txt', 'up.txt'],
    ['/etc/cron.d/job.txt', 'job.txt'],
    ['file:///root.txt', 'root.txt'],
  ])('"%s" loses its folders', async (sent, name) => {
    const answer = await sendForm(server, [
      filePart('x', `; filename="${sent}"`),
      fieldPart('path', '/stripped'),
    ]);
    expect(answer.status).toBe(201);
    expect((JSON.parse(answer.text) as ListedFile).path).toBe(`/stripped/${name}`);
    expect(await readdir(join(server.root, 'stripped'))).toContain(name);
  });

  it.each([
    ['..', 400],
    ['.', 400],
    ['/', 400],
    ['a/', 400],
    ['a/..', 400],
    ['nul\0.txt', 400],
    ['x'.repeat(300), 400],
    [`${'é'.repeat(126)}.txt`, 400],
  ])('%j is refused', async (sent, status) => {
    const answer = await sendForm(server, [filePart('x', `; filename="${sent}"`)]);
    expect(answer.status).toBe(status);
    expect(await incoming(server)).toEqual([]);
  });

  it('that is not valid UTF-8 is refused', async () => {
    const [before, after] = [
      '--the-boundary\r\nContent-Disposition: form-data; name="file"; filename="bad-',
      '.txt"\r\n\r\nx\r\n--the-boundary--\r\n',
    ];
    const body = Buffer.concat([
      Buffer.from(before),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(after),
    ]);
    const answer = await send(server, uploadHead(body.length), body);
    expect(answer.status).toBe(400);
  });

  it('of a temporary file is refused', async () => {
    expect(await refusal(post('.file-organizer-x', 'x'))).toBe('400 invalid_path');
    const inside = post('a.txt', 'x', { path: '/.file-organizer-x' });
    expect(await refusal(inside)).toBe('400 invalid_path');
  });

  it('can be given in `filename*`', async () => {
    const part = filePart('x', "; filename*=UTF-8''na%C3%AFve%20file.txt");
    const answer = await sendForm(server, [part]);
    expect(answer.status).toBe(201);
    expect((JSON.parse(answer.text) as ListedFile).name).toBe('naïve file.txt');
  });
});
