import type { FileEntry } from '@file-organizer/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { FileDialog } from '../files/FileDialog.tsx';
import { useSession } from '../session/SessionContext.tsx';
import { countText, sizeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { Marked } from './Marked.tsx';
import { useSettled } from './useSettled.ts';

const route = getRouteApi('/search');
/** How long after the last letter a search begins, in milliseconds. */
const PAUSE = 250;

/** Finds files by words in their names and contents, while they are typed. */
export function SearchView() {
  const { client } = useSession();
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, setOpened] = useState<FileEntry>();
  const words = useSettled(q.trim(), PAUSE);
  const found = useInfiniteQuery({
    queryKey: ['search', words],
    queryFn: ({ pageParam, signal }) =>
      client.search.query(words, pageParam === undefined ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: words !== '',
    // Files are added to the index all the time.
    staleTime: 0,
  });
  const [first] = found.data?.pages ?? [];
  return (
    <search className="narrow">
      <h1 id="search">Search</h1>
      <input
        type="search"
        aria-labelledby="search"
        placeholder="Words in names and contents"
        value={q}
        // biome-ignore lint/a11y/noAutofocus: who opens the search wants to type
        autoFocus
        onChange={(event) => navigate({ search: { q: event.target.value }, replace: true })}
      />
      {found.error && <ProblemText error={found.error} />}
      {words !== '' && !first && found.isFetching && <p role="status">Searching …</p>}
      {words !== '' && first && (
        <p role="status">
          {first.total === 0 ? 'No file has all of these words.' : countText(first.total, 'file')}
        </p>
      )}
      <ul className="lines">
        {words !== '' &&
          found.data?.pages
            .flatMap(({ items }) => items)
            .map(({ file, matched, nameMatches, passage }) => (
              <li key={file.fileId}>
                <div>
                  <button type="button" className="link" onClick={() => setOpened(file)}>
                    {file.path.slice(0, file.path.length - file.name.length)}
                    <Marked text={file.name} matches={nameMatches} />
                  </button>
                  {passage && (
                    <p className="passage" dir="auto">
                      {passage.continuesBefore && '… '}
                      <Marked {...passage} />
                      {passage.continuesAfter && ' …'}
                    </p>
                  )}
                  <small>
                    {sizeText(file.size)}, found in its {matched.join(' and ')}
                  </small>
                </div>
              </li>
            ))}
      </ul>
      {found.hasNextPage && (
        <button type="button" onClick={() => found.fetchNextPage()} disabled={found.isFetching}>
          Show more
        </button>
      )}
      {opened && <FileDialog file={opened} onClose={() => setOpened(undefined)} />}
    </search>
  );
}
