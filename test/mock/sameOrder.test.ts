/** The mock and the server sort alike what a client sends to both. */
import { startMock } from '@file-organizer/mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminKey, startTestServer } from '../support/testServer.ts';

const names = [
  ...['file10', 'file2', 'file02', 'file 3', 'file-3', 'file_3', 'file.3', 'zebra'],
  ...['Äpfel', 'apfel', 'été', 'Ete', 'Straße', 'Strassen', 'Łódź', 'Þór', 'ısı', '(2)'],
  ...['#1', '1', '01', '100', 'Ωmega', 'άλφα', 'йод', 'итог', 'Ёлка', 'データ', 'でーた', 'カナ'],
];

const headers = { 'X-API-Key': adminKey };
let hosts: readonly { readonly url: string; stop(): Promise<unknown> }[];

beforeAll(async () => {
  const server = await startTestServer();
  const mock = await startMock({ port: 0, stateful: true });
  hosts = [
    { url: server.url, stop: () => server.end() },
    { url: mock.url, stop: () => mock.close() },
  ];
  for (const { url } of hosts) {
    for (const name of names) {
      for (const path of [`/order/${name}`, `/order/in ${name}/${name}`]) {
        const target = `${url}/api/v1/files/content?path=${encodeURIComponent(path)}`;
        const { status } = await fetch(target, { method: 'PUT', headers, body: name });
        expect(status).toBe(201);
      }
    }
  }
});
afterAll(() => Promise.all(hosts.map(({ stop }) => stop())));

/** All paths of a list, and the folders on its first page. */
async function listed(url: string, query: string) {
  const paths: string[] = [];
  const folders: string[] = [];
  let target: string | undefined = `/api/v1/files?${query}`;
  for (let pages = 0; target && pages < 100; pages++) {
    const response: Response = await fetch(url + target, { headers });
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
  const [server, mock] = await Promise.all(hosts.map(({ url }) => listed(url, query)));
  expect(mock).toEqual(server);
  expect(server?.paths.length).toBeGreaterThanOrEqual(names.length);
});
