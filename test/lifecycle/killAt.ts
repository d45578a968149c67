/**
 * Loaded before a server, this kills it as a power cut would, at the moment that `KILL_AT` names:
 * right after a file got another name (`rename`), or, on a system that has no call for that, one more
 * (`link`) or one less (`unlink`), or right before its answer is kept (`keep`) or sent (`answer`), of
 * the first request that comes with an idempotency key.
 *
 * @module
 */
import fs from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import Sqlite from 'better-sqlite3';

const moment = process.env.KILL_AT;
const die = () => process.kill(process.pid, 'SIGKILL');

let isAwaited = false;
const { emit } = IncomingMessage.prototype;
IncomingMessage.prototype.emit = function (...args: Parameters<typeof emit>) {
  isAwaited ||= this.headers['idempotency-key'] !== undefined;
  return emit.apply(this, args);
};

const require = createRequire(new URL('../../packages/server/package.json', import.meta.url));
type Call = (...values: readonly unknown[]) => number;
const koffi: { load(place: null): { func(definition: string): Call } } = require('koffi');
const { load } = koffi;
koffi.load = (place) => {
  if (moment === 'link' || moment === 'unlink') throw new Error('This system has no such calls');
  const library = load(place);
  return {
    func: (definition) => {
      const call = library.func(definition);
      if (!definition.includes('renameat2')) return call;
      return (...values) => {
        const result = call(...values);
        if (isAwaited && moment === 'rename' && result === 0) die();
        return result;
      };
    },
  };
};

const { linkSync, unlinkSync } = fs;
fs.linkSync = (...args) => {
  linkSync(...args);
  if (isAwaited && moment === 'link') die();
};
fs.unlinkSync = (...args) => {
  unlinkSync(...args);
  if (isAwaited && moment === 'unlink') die();
};
syncBuiltinESMExports();

const { prepare } = Sqlite.prototype;
Object.assign(Sqlite.prototype, {
  prepare(this: Sqlite.Database, text: string) {
    if (moment === 'keep' && text.startsWith('insert into "idempotent_answers"')) die();
    return prepare.call(this, text);
  },
});

const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function (...args: unknown[]) {
  if (isAwaited && moment === 'answer') die();
  return Reflect.apply(writeHead, this, args);
};
