/**
 * What each runtime does with the packed client, of which it is given both exports: list, upload in
 * every way that the runtime has, wait for a job, and listen. Prints what came of it as JSON.
 */
export async function work({ default: FileOrganizerClient, ...named }, options) {
  const client = new FileOrganizerClient(options);
  const events = typeof WebSocket === 'function' ? client.events.connect() : undefined;
  await events?.connected;
  const bytes = new TextEncoder().encode('bytes');
  const progress = [];
  const onProgress = ({ loaded, total }) => progress.push([loaded, total]);
  const form = new FormData();
  form.append('file', new File(['form'], 'form.txt'));
  const uploads = [
    await client.files.upload(form, '/uploads'),
    await client.files.upload(new File(['file'], 'file.txt'), '/uploads', {}, { onProgress }),
    await client.files.upload(bytes, '/uploads', {}, { filename: 'bytes.txt' }),
    await client.files.upload(
      new Blob(['blob']).stream(),
      '/uploads',
      {},
      { filename: 'stream.txt' },
    ),
    await client.files.putContent('/uploads/raw.txt', new Blob(['raw'])),
  ];
  const disk = [];
  if (globalThis.process?.getBuiltinModule) {
    const { openAsBlob } = process.getBuiltinModule('node:fs');
    const ofDisk = new FormData();
    ofDisk.append('file', await openAsBlob('disk.txt'), 'disk.txt');
    for (const source of ['./disk.txt', await openAsBlob('disk.txt'), ofDisk]) {
      const options = { filename: 'disk.txt', onProgress };
      const { fileId } = await client.files.upload(source, '/disk', {}, options);
      disk.push(await (await client.files.content(fileId)).text());
    }
    const { fileId } = await client.files.putContent(
      '/disk/raw.txt',
      './disk.txt',
      {},
      { onProgress },
    );
    disk.push(await (await client.files.content(fileId)).text());
  }
  const names = [];
  for await (const { name } of client.files.list('/uploads', { limit: 2 })) names.push(name);
  const [first] = uploads;
  const content = await client.files.content(first.fileId);
  let heard = events ? 0 : 'no WebSocket';
  for await (const { event } of events ?? []) {
    if (event === 'file_uploaded') heard++;
    if (heard === uploads.length) break;
  }
  const job = await client.organize.startAndWait({ path: '/uploads', methodology: 'type' });
  const missing = await client.files.list('/missing').catch((error) => error);
  return {
    sameClass: FileOrganizerClient === named.FileOrganizerClient,
    names,
    text: await content.text(),
    heard,
    disk: disk.join(),
    progress: progress.at(-1)?.[0] === progress.at(-1)?.[1] && progress.length > 1,
    status: job.status,
    missing: [missing instanceof named.NotFoundError, missing.name, missing.code, missing.slug],
  };
}
