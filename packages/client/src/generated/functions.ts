// Generated from the contract by `contract generate`; do not edit.

import { call, connect, list, wait } from '../runtime/methods.ts';
import type { Connection } from '../runtime/operation.ts';
import * as operations from './operations.ts';
import type {
  AuthResource,
  UsersResource,
  FilesResource,
  OrganizeResource,
  SearchResource,
  SystemResource,
  DedupeResource,
  EventsResource,
} from './resources.ts';

/** Gives `client.auth.login`. */
export const authLogin = (connection: Connection): AuthResource['login'] =>
  (...args: unknown[]) => call(connection, operations.authLogin, args);

/** Gives `client.auth.refresh`. */
export const authRefresh = (connection: Connection): AuthResource['refresh'] =>
  (...args: unknown[]) => call(connection, operations.authRefresh, args);

/** Gives `client.auth.logout`. */
export const authLogout = (connection: Connection): AuthResource['logout'] =>
  (...args: unknown[]) => call(connection, operations.authLogout, args);

/** Gives `client.auth.me`. */
export const authMe = (connection: Connection): AuthResource['me'] =>
  (...args: unknown[]) => call(connection, operations.authMe, args);

/** Gives `client.auth.wsTicket`. */
export const authWsTicket = (connection: Connection): AuthResource['wsTicket'] =>
  (...args: unknown[]) => call(connection, operations.authWsTicket, args);

/** Gives `client.auth.listApiKeys`. */
export const authListApiKeys = (connection: Connection): AuthResource['listApiKeys'] =>
  (...args: unknown[]) => list(connection, operations.authListApiKeys, args);

/** Gives `client.auth.createApiKey`. */
export const authCreateApiKey = (connection: Connection): AuthResource['createApiKey'] =>
  (...args: unknown[]) => call(connection, operations.authCreateApiKey, args);

/** Gives `client.auth.deleteApiKey`. */
export const authDeleteApiKey = (connection: Connection): AuthResource['deleteApiKey'] =>
  (...args: unknown[]) => call(connection, operations.authDeleteApiKey, args);

/** Gives `client.users.list`. */
export const usersList = (connection: Connection): UsersResource['list'] =>
  (...args: unknown[]) => list(connection, operations.usersList, args);

/** Gives `client.users.create`. */
export const usersCreate = (connection: Connection): UsersResource['create'] =>
  (...args: unknown[]) => call(connection, operations.usersCreate, args);

/** Gives `client.users.delete`. */
export const usersDelete = (connection: Connection): UsersResource['delete'] =>
  (...args: unknown[]) => call(connection, operations.usersDelete, args);

/** Gives `client.users.update`. */
export const usersUpdate = (connection: Connection): UsersResource['update'] =>
  (...args: unknown[]) => call(connection, operations.usersUpdate, args);

/** Gives `client.files.list`. */
export const filesList = (connection: Connection): FilesResource['list'] =>
  (...args: unknown[]) => list(connection, operations.filesList, args);

/** Gives `client.files.upload`. */
export const filesUpload = (connection: Connection): FilesResource['upload'] =>
  (...args: unknown[]) => call(connection, operations.filesUpload, args);

/** Gives `client.files.putContent`. */
export const filesPutContent = (connection: Connection): FilesResource['putContent'] =>
  (...args: unknown[]) => call(connection, operations.filesPutContent, args);

/** Gives `client.files.listTrash`. */
export const filesListTrash = (connection: Connection): FilesResource['listTrash'] =>
  (...args: unknown[]) => list(connection, operations.filesListTrash, args);

/** Gives `client.files.get`. */
export const filesGet = (connection: Connection): FilesResource['get'] =>
  (...args: unknown[]) => call(connection, operations.filesGet, args);

/** Gives `client.files.delete`. */
export const filesDelete = (connection: Connection): FilesResource['delete'] =>
  (...args: unknown[]) => call(connection, operations.filesDelete, args);

/** Gives `client.files.update`. */
export const filesUpdate = (connection: Connection): FilesResource['update'] =>
  (...args: unknown[]) => call(connection, operations.filesUpdate, args);

/** Gives `client.files.content`. */
export const filesContent = (connection: Connection): FilesResource['content'] =>
  (...args: unknown[]) => call(connection, operations.filesContent, args);

/** Gives `client.files.restore`. */
export const filesRestore = (connection: Connection): FilesResource['restore'] =>
  (...args: unknown[]) => call(connection, operations.filesRestore, args);

/** Gives `client.organize.scan`. */
export const organizeScan = (connection: Connection): OrganizeResource['scan'] =>
  (...args: unknown[]) => call(connection, operations.organizeScan, args);

/** Gives `client.organize.scanAndWait`. */
export const organizeScanAndWait = (connection: Connection): OrganizeResource['scanAndWait'] =>
  (...args: unknown[]) => wait(connection, operations.organizeScan, operations.organizeGetStatusWaiting, args);

/** Gives `client.organize.getStatus`. */
export const organizeGetStatus = (connection: Connection): OrganizeResource['getStatus'] =>
  (...args: unknown[]) => call(connection, operations.organizeGetStatus, args);

/** Gives `client.organize.getResults`. */
export const organizeGetResults = (connection: Connection): OrganizeResource['getResults'] =>
  (...args: unknown[]) => list(connection, operations.organizeGetResults, args);

/** Gives `client.organize.execute`. */
export const organizeExecute = (connection: Connection): OrganizeResource['execute'] =>
  (...args: unknown[]) => call(connection, operations.organizeExecute, args);

/** Gives `client.organize.executeAndWait`. */
export const organizeExecuteAndWait = (connection: Connection): OrganizeResource['executeAndWait'] =>
  (...args: unknown[]) => wait(connection, operations.organizeExecute, operations.organizeGetStatusWaiting, args);

/** Gives `client.organize.listJobs`. */
export const organizeListJobs = (connection: Connection): OrganizeResource['listJobs'] =>
  (...args: unknown[]) => list(connection, operations.organizeListJobs, args);

/** Gives `client.organize.cancel`. */
export const organizeCancel = (connection: Connection): OrganizeResource['cancel'] =>
  (...args: unknown[]) => call(connection, operations.organizeCancel, args);

/** Gives `client.organize.cancelAndWait`. */
export const organizeCancelAndWait = (connection: Connection): OrganizeResource['cancelAndWait'] =>
  (...args: unknown[]) => wait(connection, operations.organizeCancel, operations.organizeGetStatusWaiting, args);

/** Gives `client.organize.rollback`. */
export const organizeRollback = (connection: Connection): OrganizeResource['rollback'] =>
  (...args: unknown[]) => call(connection, operations.organizeRollback, args);

/** Gives `client.organize.rollbackAndWait`. */
export const organizeRollbackAndWait = (connection: Connection): OrganizeResource['rollbackAndWait'] =>
  (...args: unknown[]) => wait(connection, operations.organizeRollback, operations.organizeGetStatusWaiting, args);

/** Gives `client.search.query`. */
export const searchQuery = (connection: Connection): SearchResource['query'] =>
  (...args: unknown[]) => list(connection, operations.searchQuery, args);

/** Gives `client.system.stats`. */
export const systemStats = (connection: Connection): SystemResource['stats'] =>
  (...args: unknown[]) => call(connection, operations.systemStats, args);

/** Gives `client.system.health`. */
export const systemHealth = (connection: Connection): SystemResource['health'] =>
  (...args: unknown[]) => call(connection, operations.systemHealth, args);

/** Gives `client.system.ready`. */
export const systemReady = (connection: Connection): SystemResource['ready'] =>
  (...args: unknown[]) => call(connection, operations.systemReady, args);

/** Gives `client.system.metrics`. */
export const systemMetrics = (connection: Connection): SystemResource['metrics'] =>
  (...args: unknown[]) => call(connection, operations.systemMetrics, args);

/** Gives `client.system.openapi`. */
export const systemOpenapi = (connection: Connection): SystemResource['openapi'] =>
  (...args: unknown[]) => call(connection, operations.systemOpenapi, args);

/** Gives `client.system.docs`. */
export const systemDocs = (connection: Connection): SystemResource['docs'] =>
  (...args: unknown[]) => call(connection, operations.systemDocs, args);

/** Gives `client.system.problem`. */
export const systemProblem = (connection: Connection): SystemResource['problem'] =>
  (...args: unknown[]) => call(connection, operations.systemProblem, args);

/** Gives `client.dedupe.scan`. */
export const dedupeScan = (connection: Connection): DedupeResource['scan'] =>
  (...args: unknown[]) => call(connection, operations.dedupeScan, args);

/** Gives `client.dedupe.scanAndWait`. */
export const dedupeScanAndWait = (connection: Connection): DedupeResource['scanAndWait'] =>
  (...args: unknown[]) => wait(connection, operations.dedupeScan, operations.organizeGetStatusWaiting, args);

/** Gives `client.dedupe.getResults`. */
export const dedupeGetResults = (connection: Connection): DedupeResource['getResults'] =>
  (...args: unknown[]) => list(connection, operations.dedupeGetResults, args);

/** Gives `client.dedupe.execute`. */
export const dedupeExecute = (connection: Connection): DedupeResource['execute'] =>
  (...args: unknown[]) => call(connection, operations.dedupeExecute, args);

/** Gives `client.dedupe.executeAndWait`. */
export const dedupeExecuteAndWait = (connection: Connection): DedupeResource['executeAndWait'] =>
  (...args: unknown[]) => wait(connection, operations.dedupeExecute, operations.organizeGetStatusWaiting, args);

/** Gives `client.events.connect`. */
export const eventsConnect = (connection: Connection): EventsResource['connect'] =>
  (...args: unknown[]) => connect(connection, operations.eventsConnect, args);
