import type { Job } from '@file-organizer/client';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/SessionContext.tsx';

/** States in which the server is at work. */
export const busy: readonly Job['status'][] = ['pending', 'scanning', 'executing', 'rolling_back'];

/** A job, followed by live events; asked for as well, in case they do not arrive. */
export function useJob(jobId: string) {
  const { client } = useSession();
  return useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => client.organize.getStatus(jobId, { signal }),
    refetchInterval: ({ state }) =>
      state.data && busy.includes(state.data.status) ? 5_000 : false,
  });
}
