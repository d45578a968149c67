import type { FileEntry, FileLink } from '@file-organizer/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';

/** A link that shows a file, and what to do when it does not work. */
export type ShownLink = {
  readonly link: FileLink | undefined;
  /** Changes with each link: two that were created in the same second are equal. */
  readonly version: number;
  readonly error: unknown;
  /** `renewed` after a link stopped working, `failed` if a new one does not work either. */
  readonly state: 'first' | 'renewed' | 'failed';
  /** The browser has loaded something with the link. */
  readonly onLoaded: () => void;
  /** The browser could not load it, which it does not explain. */
  readonly onFailed: () => void;
};

/**
 * A link to a file's content, so that the browser loads only what it shows. A link expires after an hour, for example
 * while a video is paused; then a new one is fetched.
 */
export function useFileLink(file: FileEntry): ShownLink {
  const { client } = useSession();
  const [state, setState] = useState<ShownLink['state']>('first');
  /** Whether the current link has worked. */
  const [hasLoaded, setHasLoaded] = useState(false);
  const link = useQuery({
    queryKey: ['link', file.fileId, file.etag],
    queryFn: ({ signal }) => client.files.link(file.fileId, { disposition: 'inline' }, { signal }),
    // A new link would start a video again, so there is none before it is needed.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return {
    link: link.data,
    version: link.dataUpdatedAt,
    error: link.error,
    state,
    onLoaded: () => setHasLoaded(true),
    onFailed: () => {
      if (state === 'renewed' && !hasLoaded) {
        setState('failed');
        return;
      }
      setState('renewed');
      setHasLoaded(false);
      void link.refetch();
    },
  };
}
