/** The mock and the server sort alike what a client sends to both. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Host, type Hosts, startHosts } from './hosts.ts';

const names = [
  ...['file10', 'file2', 'file02', 'file 3', 'file-3', 'file_3', 'file.3', 'zebra'],
  ...['Äpfel', 'apfel', 'été', 'Ete', 'Straße', 'Strassen', 'Łódź', 'Þór', 'ısı', '(2)'],
  ...['#1', '1', '01', '100', 'Ωmega', 'άλφα', 'йод', 'итог', 'Ёлка', 'データ', 'でーた', 'カナ'],
];

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts();
  await hosts.both(async (host) => {
    for (const name of names) {
      for (const path of [`/order/${name}`, `/order/in ${name}/${name}`]) {
        await host.put(path, name);
      }
    }
  });
});
afterAll(() => hosts?.stop());

/** All paths of a list, and the folders on its first page. */
async function listed(host: Host, query: string) {
  const paths: string[] = [];
  const folders: string[] = [];
  let target: string | undefined = `/api/v1/files?${query}`;
  for (let pages = 0; target && pages < 100; pages++) {
    const response: Response = await host.fetch(target);
    expect(response.status).toBe(200);
    const body = (await response.json()) as {
      readonly items: readonly { readonly path: string }[];
      readonly folders: readonly string[];
    };
    paths.push(...body.items.map(({ path }) => path));
    folders.push(...body.folders);
    target = /<(.+)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1];
  }
  return { paths, folders };
}

it.each([
  'path=/order&limit=7',
  'path=/order&limit=7&sort_order=desc',
  'path=/order&recursive=true',
  'path=/order&recursive=true&sort_by=size',
  'path=/order&recursive=true&sort_by=size&sort_order=desc',
])('the mock and the server list %s in the same order', async (query) => {
  const { server, mock } = await hosts.both((host) => listed(host, query));
  expect(mock).toEqual(server);
  expect(server.paths.length).toBeGreaterThanOrEqual(names.length);
});
