import type { FileOrganizerClient } from '@file-organizer/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { entriesOf, pickedFrom, readEntries } from './pickedFiles.ts';
import type { UploadQueue } from './uploadQueue.ts';

/** They go on while other views are shown. */
const queues = new WeakMap<FileOrganizerClient, UploadQueue>();

/** The uploads of this window. What sends them is loaded when there is something to send. */
export function useUploads() {
  const { client } = useSession();
  const queries = useQueryClient();
  const [queue, setQueue] = useState(() => queues.get(client));

  async function open(): Promise<UploadQueue> {
    const { UploadQueue } = await import('./uploadQueue.ts');
    const there =
      queues.get(client) ??
      new UploadQueue(client, () => void queries.invalidateQueries({ queryKey: ['files'] }));
    queues.set(client, there);
    setQueue(there);
    return there;
  }

  return {
    queue,
    /** Uploads files of a dialog. */
    choose: async (files: readonly File[], folder: string): Promise<void> => {
      const there = await open();
      await there.add(pickedFrom(files), folder);
    },
    /** Uploads what was dropped; to be called in the handler of the event. */
    drop: async (data: DataTransfer, folder: string): Promise<void> => {
      const entries = entriesOf(data);
      const there = await open();
      await there.add(readEntries(entries), folder);
    },
  };
}
