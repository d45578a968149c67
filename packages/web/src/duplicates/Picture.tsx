import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';

/** The largest picture that is shown, in bytes. */
const LARGEST = 20_000_000;
/** How long a group is in sight before its picture is loaded, in milliseconds: not while scrolling past. */
const DELAY = 150;

/** Whether a browser can show a file as a picture, by its name. */
export const isPicture = (path: string, size: number): boolean =>
  size <= LARGEST && /\.(jpe?g|png|gif|webp|avif|bmp|ico|svg)$/i.test(path);

/** The address of the picture that the files of a group have in common; undefined until it is loaded. */
export function usePicture(sha256: string, fileId: string, isWanted: boolean): string | undefined {
  const { client } = useSession();
  const [isInSight, setIsInSight] = useState(false);
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setIsInSight(true), DELAY);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({
    queryKey: ['picture', sha256],
    queryFn: async ({ signal }) => (await client.files.content(fileId, { signal })).blob(),
    enabled: isWanted && isInSight,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
  });
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return url;
}
