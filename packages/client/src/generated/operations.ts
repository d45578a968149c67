// Generated from the contract by `contract generate`; do not edit.

import type { Channel, Operation, Waiting } from '../runtime/operation.ts';
import { endSession, keepSession, readStream, sendBytes, sendForm, sendJson } from '../runtime/parts.ts';

/** Every status that the contract lists and that is no success. */
export type ErrorStatus = 304 | 400 | 401 | 403 | 404 | 408 | 409 | 412 | 413 | 415 | 416 | 421 | 422 | 426 | 429 | 431 | 500 | 503;

/** The codes of problems that go away by themselves. */
export const retriedProblems: readonly string[] = ['idempotency_in_progress'];

export const authLogin: Operation = {
  id: 'auth.login',
  method: 'POST',
  path: '/api/v1/auth/login',
  fields: {
    username: 'body',
    password: 'body',
  },
  positional: [],
  body: sendJson,
  answer: 'json',
  anonymous: true,
  keyed: true,
  limit: 'auth',
  session: keepSession,
  refresh: () => authRefresh,
};

export const authRefresh: Operation = {
  id: 'auth.refresh',
  method: 'POST',
  path: '/api/v1/auth/refresh',
  fields: {
    refreshToken: 'body',
  },
  positional: [],
  body: sendJson,
  answer: 'json',
  anonymous: true,
  keyed: true,
  limit: 'auth',
  session: keepSession,
  refresh: () => authRefresh,
};

export const authLogout: Operation = {
  id: 'auth.logout',
  method: 'POST',
  path: '/api/v1/auth/logout',
  fields: {
  },
  positional: [],
  answer: 'none',
  limit: 'files',
  session: endSession,
};

export const authMe: Operation = {
  id: 'auth.me',
  method: 'GET',
  path: '/api/v1/auth/me',
  fields: {
  },
  positional: [],
  answer: 'json',
  limit: 'files',
};

export const authWsTicket: Operation = {
  id: 'auth.ws_ticket',
  method: 'POST',
  path: '/api/v1/auth/ws-ticket',
  fields: {
  },
  positional: [],
  answer: 'json',
  keyed: true,
  limit: 'files',
};

export const authListApiKeys: Operation = {
  id: 'auth.list_api_keys',
  method: 'GET',
  path: '/api/v1/auth/api-keys',
  fields: {
    cursor: 'query',
    limit: 'query',
  },
  positional: [],
  answer: 'json',
  limit: 'files',
};

export const authCreateApiKey: Operation = {
  id: 'auth.create_api_key',
  method: 'POST',
  path: '/api/v1/auth/api-keys',
  fields: {
    name: 'body',
    scopes: 'body',
    expiresAt: 'body',
  },
  positional: [],
  body: sendJson,
  answer: 'json',
  keyed: true,
  limit: 'files',
};

export const authDeleteApiKey: Operation = {
  id: 'auth.delete_api_key',
  method: 'DELETE',
  path: '/api/v1/auth/api-keys/{keyId}',
  fields: {
    keyId: 'path',
  },
  positional: ['keyId'],
  answer: 'none',
  limit: 'files',
};

export const usersList: Operation = {
  id: 'users.list',
  method: 'GET',
  path: '/api/v1/users',
  fields: {
    cursor: 'query',
    limit: 'query',
  },
  positional: [],
  answer: 'json',
  limit: 'files',
};

export const usersCreate: Operation = {
  id: 'users.create',
  method: 'POST',
  path: '/api/v1/users',
  fields: {
    username: 'body',
    password: 'body',
    scopes: 'body',
  },
  positional: [],
  body: sendJson,
  answer: 'json',
  keyed: true,
  limit: 'files',
};

export const usersDelete: Operation = {
  id: 'users.delete',
  method: 'DELETE',
  path: '/api/v1/users/{userId}',
  fields: {
    userId: 'path',
  },
  positional: ['userId'],
  answer: 'none',
  limit: 'files',
};

export const usersUpdate: Operation = {
  id: 'users.update',
  method: 'PATCH',
  path: '/api/v1/users/{userId}',
  fields: {
    userId: 'path',
    password: 'body',
    scopes: 'body',
    disabled: 'body',
  },
  positional: ['userId'],
  body: sendJson,
  answer: 'json',
  limit: 'files',
};

export const filesList: Operation = {
  id: 'files.list',
  method: 'GET',
  path: '/api/v1/files',
  fields: {
    path: 'query',
    recursive: 'query',
    includeHidden: 'query',
    type: 'query',
    sortBy: 'query',
    sortOrder: 'query',
    cursor: 'query',
    limit: 'query',
  },
  positional: ['path'],
  answer: 'json',
  limit: 'files',
};

export const filesUpload: Operation = {
  id: 'files.upload',
  method: 'POST',
  path: '/api/v1/files/upload',
  fields: {
    file: 'file',
    path: 'body',
    onConflict: 'body',
  },
  positional: ['file', 'path'],
  body: sendForm,
  answer: 'json',
  keyed: true,
  limit: 'files',
};

export const filesPutContent: Operation = {
  id: 'files.put_content',
  method: 'PUT',
  path: '/api/v1/files/content',
  fields: {
    path: 'query',
    onConflict: 'query',
    content: 'file',
  },
  positional: ['path', 'content'],
  headers: ['ifMatch', 'ifNoneMatch', 'contentDigest'],
  body: sendBytes,
  answer: 'json',
  keyed: true,
  limit: 'files',
};

export const filesListTrash: Operation = {
  id: 'files.list_trash',
  method: 'GET',
  path: '/api/v1/files/trash',
  fields: {
    cursor: 'query',
    limit: 'query',
  },
  positional: [],
  answer: 'json',
  limit: 'files',
};

export const filesGet: Operation = {
  id: 'files.get',
  method: 'GET',
  path: '/api/v1/files/{fileId}',
  fields: {
    fileId: 'path',
  },
  positional: ['fileId'],
  headers: ['ifMatch', 'ifNoneMatch'],
  answer: 'json',
  limit: 'files',
};

export const filesDelete: Operation = {
  id: 'files.delete',
  method: 'DELETE',
  path: '/api/v1/files/{fileId}',
  fields: {
    fileId: 'path',
    permanent: 'query',
  },
  positional: ['fileId'],
  headers: ['ifMatch'],
  answer: 'none',
  limit: 'files',
};

export const filesUpdate: Operation = {
  id: 'files.update',
  method: 'PATCH',
  path: '/api/v1/files/{fileId}',
  fields: {
    fileId: 'path',
    path: 'body',
    name: 'body',
    onConflict: 'body',
  },
  positional: ['fileId'],
  headers: ['ifMatch'],
  body: sendJson,
  answer: 'json',
  limit: 'files',
};

export const filesContent: Operation = {
  id: 'files.content',
  method: 'GET',
  path: '/api/v1/files/{fileId}/content',
  fields: {
    fileId: 'path',
  },
  positional: ['fileId'],
  headers: ['range', 'ifRange', 'ifMatch', 'ifNoneMatch', 'ifModifiedSince', 'ifUnmodifiedSince'],
  answer: readStream,
  limit: 'files',
};

export const filesRestore: Operation = {
  id: 'files.restore',
  method: 'POST',
  path: '/api/v1/files/{fileId}/restore',
  fields: {
    fileId: 'path',
    onConflict: 'query',
    path: 'body',
  },
  positional: ['fileId'],
  body: sendJson,
  answer: 'json',
  keyed: true,
  limit: 'files',
};

export const organizeScan: Operation = {
  id: 'organize.scan',
  method: 'POST',
  path: '/api/v1/organize/scan',
  fields: {
    path: 'body',
    methodology: 'body',
    dryRun: 'body',
    options: 'body',
  },
  positional: [],
  body: sendJson,
  answer: 'json',
  keyed: true,
  limit: 'organize',
};

export const organizeGetStatus: Operation = {
  id: 'organize.get_status',
  method: 'GET',
  path: '/api/v1/organize/status/{jobId}',
  fields: {
    jobId: 'path',
  },
  positional: ['jobId'],
  answer: 'json',
  limit: 'files',
};

export const organizeGetResults: Operation = {
  id: 'organize.get_results',
  method: 'GET',
  path: '/api/v1/organize/results/{jobId}',
  fields: {
    jobId: 'path',
    cursor: 'query',
    limit: 'query',
  },
  positional: ['jobId'],
  answer: 'json',
  limit: 'files',
};

export const organizeExecute: Operation = {
  id: 'organize.execute',
  method: 'POST',
  path: '/api/v1/organize/execute',
  fields: {
    jobId: 'body',
  },
  positional: ['jobId'],
  body: sendJson,
  answer: 'json',
  keyed: true,
  limit: 'organize',
};

export const organizeListJobs: Operation = {
  id: 'organize.list_jobs',
  method: 'GET',
  path: '/api/v1/organize/jobs',
  fields: {
    status: 'query',
    cursor: 'query',
    limit: 'query',
  },
  positional: [],
  answer: 'json',
  limit: 'files',
};

export const organizeCancel: Operation = {
  id: 'organize.cancel',
  method: 'POST',
  path: '/api/v1/organize/jobs/{jobId}/cancel',
  fields: {
    jobId: 'path',
  },
  positional: ['jobId'],
  answer: 'json',
  keyed: true,
  limit: 'files',
};

export const organizeRollback: Operation = {
  id: 'organize.rollback',
  method: 'POST',
  path: '/api/v1/organize/jobs/{jobId}/rollback',
  fields: {
    jobId: 'path',
  },
  positional: ['jobId'],
  answer: 'json',
  keyed: true,
  limit: 'organize',
};

export const searchQuery: Operation = {
  id: 'search.query',
  method: 'GET',
  path: '/api/v1/search',
  fields: {
    q: 'query',
    path: 'query',
    type: 'query',
    includeHidden: 'query',
    cursor: 'query',
    limit: 'query',
  },
  positional: ['q'],
  answer: 'json',
  limit: 'search',
};

export const systemStats: Operation = {
  id: 'system.stats',
  method: 'GET',
  path: '/api/v1/system/stats',
  fields: {
  },
  positional: [],
  answer: 'json',
  limit: 'files',
};

export const systemHealth: Operation = {
  id: 'system.health',
  method: 'GET',
  path: '/api/v1/health',
  fields: {
  },
  positional: [],
  answer: 'json',
  anonymous: true,
};

export const systemReady: Operation = {
  id: 'system.ready',
  method: 'GET',
  path: '/api/v1/ready',
  fields: {
  },
  positional: [],
  answer: 'json',
  anonymous: true,
};

export const systemMetrics: Operation = {
  id: 'system.metrics',
  method: 'GET',
  path: '/api/v1/metrics',
  fields: {
  },
  positional: [],
  answer: 'text',
  limit: 'files',
};

export const systemOpenapi: Operation = {
  id: 'system.openapi',
  method: 'GET',
  path: '/api/v1/openapi.json',
  fields: {
  },
  positional: [],
  answer: 'opaque',
  anonymous: true,
};

export const systemDocs: Operation = {
  id: 'system.docs',
  method: 'GET',
  path: '/docs',
  fields: {
  },
  positional: [],
  answer: 'text',
  anonymous: true,
};

export const systemProblem: Operation = {
  id: 'system.problem',
  method: 'GET',
  path: '/docs/problems/{code}',
  fields: {
    code: 'path',
  },
  positional: ['code'],
  answer: 'text',
  anonymous: true,
};

export const dedupeScan: Operation = {
  id: 'dedupe.scan',
  method: 'POST',
  path: '/api/v1/dedupe/scan',
  fields: {
    path: 'body',
    minSize: 'body',
    includeHidden: 'body',
    exclude: 'body',
  },
  positional: [],
  body: sendJson,
  answer: 'json',
  keyed: true,
  limit: 'organize',
};

export const dedupeGetResults: Operation = {
  id: 'dedupe.get_results',
  method: 'GET',
  path: '/api/v1/dedupe/results/{jobId}',
  fields: {
    jobId: 'path',
    cursor: 'query',
    limit: 'query',
  },
  positional: ['jobId'],
  answer: 'json',
  limit: 'files',
};

export const dedupeExecute: Operation = {
  id: 'dedupe.execute',
  method: 'POST',
  path: '/api/v1/dedupe/execute',
  fields: {
    jobId: 'body',
    keep: 'body',
    spare: 'body',
  },
  positional: ['jobId', 'keep'],
  body: sendJson,
  answer: 'json',
  keyed: true,
  limit: 'organize',
};

export const eventsConnect: Channel = {
  id: 'events.connect',
  path: '/api/v1/ws/{clientId}',
  ticket: authWsTicket,
  final: [1003, 1007, 1008, 1009, 4009],
};

export const organizeGetStatusWaiting: Waiting = {
  status: organizeGetStatus,
  key: 'jobId',
  state: 'status',
  running: ['pending', 'scanning', 'executing', 'rolling_back'],
};
