/**
 * Uploads of a window: a few at a time, until each is in the library or needs a decision.
 *
 * @module
 */
import type { FileOrganizerClient } from '@file-organizer/client';
import { childOf } from '../words/paths.ts';
import type { Picked } from './pickedFiles.ts';
import { Rate } from './rate.ts';
import { type OnConflict, sendFile, slugOf } from './sendFile.ts';
import { ServerWait } from './serverWait.ts';

/** How many files are uploaded at the same time. */
const AT_ONCE = 3;
/** Files of this size in bytes, and all of a large drop, are sent in parts: that has a limit of its own. */
const RESUMABLE = 4 * 1024 * 1024;
const LARGE_DROP = 20;
/** How often changes are shown, in milliseconds. */
const SHOW_EVERY = 150;
/** How often lists are loaded again while files arrive, in milliseconds. */
const TELL_EVERY = 1_000;
/** The most files that are listed one by one. */
const MOST_LISTED = 200;

/** `clash`: the name is taken, and the user has to decide. */
export type UploadState = 'queued' | 'running' | 'lost' | 'done' | 'clash' | 'failed' | 'cancelled';

export type UploadItem = {
  readonly id: string;
  /** Its path in the library, unless it gets another name. */
  readonly path: string;
  readonly size: number;
  /** Bytes that have arrived. */
  readonly sent: number;
  readonly state: UploadState;
  readonly error: unknown;
};

type Entry = {
  -readonly [key in keyof UploadItem]: UploadItem[key];
} & {
  readonly file: File;
  readonly folder: string;
  readonly isResumable: boolean;
  onConflict: OnConflict;
  uploadId: string | undefined;
  ending: AbortController | undefined;
};

/** All uploads as they are shown. */
export type UploadsShown = {
  /** Those that are worth a line: at work, undecided or failed. */
  readonly items: readonly UploadItem[];
  readonly counts: Readonly<Record<UploadState, number>>;
  /** Of all files that are not cancelled, in bytes. */
  readonly size: number;
  readonly sent: number;
  /** Bytes in a second, as long as something moves. */
  readonly rate: number | undefined;
  /** Whether dropped folders are being read. */
  readonly isReading: boolean;
  /** What could not be read of a drop. */
  readonly unreadable: readonly string[];
  readonly emptyFolders: number;
};

const listed: ReadonlySet<UploadState> = new Set(['running', 'lost', 'clash', 'failed']);
const over: ReadonlySet<UploadState> = new Set(['done', 'cancelled']);
const clashes: ReadonlySet<string> = new Set(['file_exists', 'name_conflict']);

export class UploadQueue {
  readonly #client: FileOrganizerClient;
  readonly #server: ServerWait;
  /** Called when files have come into the library. */
  readonly #arrived: () => void;
  readonly #entries = new Map<string, Entry>();
  #waiting: Entry[] = [];
  #running = 0;
  #reading = 0;
  #unreadable: string[] = [];
  #emptyFolders = 0;
  #rate = new Rate();
  #shown: UploadsShown;
  #showing: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(client: FileOrganizerClient, arrived: () => void) {
    this.#client = client;
    this.#server = new ServerWait(client);
    this.#arrived = arrived;
    this.#shown = this.#snapshot();
    window.addEventListener('beforeunload', (event) => {
      if (this.#running > 0) event.preventDefault();
    });
  }

  readonly current = (): UploadsShown => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Uploads into a folder what was picked, with its own folders. */
  async add(picking: Picked | Promise<Picked>, into: string): Promise<void> {
    this.#reading += 1;
    this.#changed();
    const { files, unreadable, emptyFolders } = await Promise.resolve(picking).finally(() => {
      this.#reading -= 1;
      this.#changed();
    });
    this.#unreadable.push(...unreadable);
    this.#emptyFolders += emptyFolders;
    for (const { file, folder: below } of files) {
      const folder = below === '/' ? into : childOf(into, below.slice(1));
      const entry: Entry = {
        ...{ id: crypto.randomUUID(), file, folder, size: file.size, sent: 0 },
        path: childOf(folder, file.name),
        state: 'queued',
        error: undefined,
        isResumable: file.size >= RESUMABLE || files.length > LARGE_DROP,
        // A second copy of a folder needs the user's consent.
        onConflict: 'fail',
        uploadId: undefined,
        ending: undefined,
      };
      this.#entries.set(entry.id, entry);
      this.#waiting.push(entry);
    }
    this.#next();
  }

  /** Ends uploads that are not over; all of them without an id. */
  cancel(id?: string): void {
    for (const entry of this.#chosen(id)) {
      if (over.has(entry.state)) continue;
      entry.state = 'cancelled';
      entry.ending?.abort();
      const { uploadId } = entry;
      // What it has sent would expire by itself.
      if (uploadId !== undefined) void this.#client.uploads.cancel(uploadId).catch(() => {});
    }
    this.#waiting = this.#waiting.filter(({ state }) => state === 'queued');
    this.#next();
  }

  /** Tries failed uploads again; all of them without an id. */
  retry(id?: string): void {
    for (const entry of this.#chosen(id)) if (entry.state === 'failed') this.#again(entry);
    this.#next();
  }

  /** Decides about names that are taken; about all of them without an id. */
  resolve(onConflict: 'rename' | 'replace', id?: string): void {
    for (const entry of this.#chosen(id)) {
      if (entry.state !== 'clash') continue;
      // Another spelling of a name cannot be replaced.
      const isOther = slugOf(entry.error) === 'name_conflict';
      entry.onConflict = isOther ? 'rename' : onConflict;
      this.#again(entry);
    }
    this.#next();
  }

  /** Forgets all uploads once none is at work. */
  clear(): void {
    this.cancel();
    this.#entries.clear();
    this.#unreadable = [];
    this.#emptyFolders = 0;
    this.#rate = new Rate();
    this.#changed();
  }

  #chosen(id: string | undefined): Iterable<Entry> {
    if (id === undefined) return this.#entries.values();
    const entry = this.#entries.get(id);
    return entry ? [entry] : [];
  }

  #again(entry: Entry): void {
    entry.state = 'queued';
    entry.error = undefined;
    // Before the rest, which the user has not decided about yet.
    this.#waiting.unshift(entry);
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const entry = this.#waiting.shift();
      if (!entry) break;
      this.#running += 1;
      void this.#send(entry).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
    this.#changed();
  }

  async #send(entry: Entry): Promise<void> {
    const ending = new AbortController();
    entry.ending = ending;
    entry.state = 'running';
    const telling = {
      sent: (bytes: number) => {
        entry.sent = bytes;
        this.#changed();
      },
      lost: (isLost: boolean) => {
        if (!ending.signal.aborted) entry.state = isLost ? 'lost' : 'running';
        this.#changed();
      },
      begun: (uploadId: string | undefined) => {
        entry.uploadId = uploadId;
      },
    };
    try {
      await sendFile(this.#client, this.#server, entry, telling, ending.signal);
      entry.state = 'done';
      entry.sent = entry.size;
      this.#tell();
    } catch (error) {
      if (ending.signal.aborted) return;
      entry.error = error;
      entry.state = clashes.has(slugOf(error)) ? 'clash' : 'failed';
    }
  }

  /** Has lists loaded again soon, but not for each of many files. */
  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#arrived();
    }, TELL_EVERY);
  }

  /** Shows changes soon, but not each of them. */
  #changed(): void {
    this.#showing ??= setTimeout(() => {
      this.#showing = undefined;
      this.#shown = this.#snapshot();
      for (const listener of this.#listeners) listener();
    }, SHOW_EVERY);
  }

  #snapshot(): UploadsShown {
    const counts = { queued: 0, running: 0, lost: 0, done: 0, clash: 0, failed: 0, cancelled: 0 };
    const items: UploadItem[] = [];
    let [size, sent] = [0, 0];
    for (const entry of this.#entries.values()) {
      counts[entry.state] += 1;
      if (entry.state !== 'cancelled') {
        size += entry.size;
        sent += entry.sent;
      }
      if (listed.has(entry.state) && items.length < MOST_LISTED) items.push({ ...entry });
    }
    this.#rate.note(sent);
    return {
      ...{ items, counts, size, sent },
      rate: counts.running > 0 ? this.#rate.perSecond : undefined,
      isReading: this.#reading > 0,
      unreadable: [...this.#unreadable],
      emptyFolders: this.#emptyFolders,
    };
  }
}
