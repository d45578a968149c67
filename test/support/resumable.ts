/** Resumable uploads as tests send them, part by part. */
import type { Socket } from 'node:net';
import { bodyOf } from './library.ts';
import { json, type TestServer } from './testServer.ts';
import { dial, headOf } from './wire.ts';

/** An upload as in responses of the server. */
export type UploadBody = {
  readonly upload_id: string;
  readonly offset: number;
  readonly size: number;
  readonly complete: boolean;
  readonly expires_at: string;
  readonly file: {
    readonly file_id: string;
    readonly path: string;
    readonly sha256: string;
  } | null;
};

type Asked = Pick<TestServer, 'fetch'>;

const at = '/api/v1/uploads';

/** Begins an upload. */
export async function begin(server: Asked, wanted: object): Promise<UploadBody> {
  return bodyOf<UploadBody>(await server.fetch(at, json(wanted)), 201);
}

/** A request that appends to an upload. */
export function part(
  offset: number,
  body: NonNullable<RequestInit['body']>,
  headers: Readonly<Record<string, string>> = {},
): RequestInit {
  return {
    method: 'PATCH',
    headers: {
      'Content-Type': 'application/partial-upload',
      'Upload-Offset': String(offset),
      ...headers,
    },
    body,
    // Streams need it.
    ...({ duplex: 'half' } as object),
  };
}

/** Appends to an upload. */
export const append = (
  server: Asked,
  { upload_id }: Pick<UploadBody, 'upload_id'>,
  ...args: Parameters<typeof part>
): Promise<Response> => server.fetch(`${at}/${upload_id}`, part(...args));

export const stateOf = async (
  server: Asked,
  { upload_id }: Pick<UploadBody, 'upload_id'>,
): Promise<UploadBody> => bodyOf<UploadBody>(await server.fetch(`${at}/${upload_id}`), 200);

/** Begins to send a part, of which only `bytes` are sent; the caller closes the connection. */
export async function beginPart(
  server: Pick<TestServer, 'url'>,
  { upload_id }: Pick<UploadBody, 'upload_id'>,
  offset: number,
  bytes: Uint8Array,
  length: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Socket> {
  const socket = await dial(server);
  const head = headOf('PATCH', `${at}/${upload_id}`, {
    'Content-Type': 'application/partial-upload',
    'Content-Length': length,
    'Upload-Offset': offset,
    ...headers,
  });
  socket.write(head);
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  return socket;
}
