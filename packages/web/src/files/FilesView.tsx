import type { FileEntry } from '@file-organizer/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { DropArea } from '../uploads/DropArea.tsx';
import { UploadButtons } from '../uploads/UploadButtons.tsx';
import { useUploads } from '../uploads/useUploads.ts';
import { countText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { ancestorsOf, nameOf } from '../words/paths.ts';
import { FileTable } from './FileTable.tsx';
import type { FilesSearch } from './filesSearch.ts';
import { type Row, useFolder } from './useFolder.ts';

const route = getRouteApi('/');
const FileDialog = lazy(async () => ({ default: (await import('./FileDialog.tsx')).FileDialog }));
const UploadPanel = lazy(() => import('../uploads/UploadPanel.tsx'));

/** The folders and files of the library. */
export function FilesView() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const folder = useFolder(search);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<FileEntry>();
  const uploads = useUploads();
  return (
    <DropArea label="Files" folder={search.path} onDrop={uploads.drop}>
      <div className="toolbar">
        <Breadcrumbs search={search} />
        {selected.size > 0 ? (
          <Selection
            ids={selected}
            onOpen={() => setOpened(fileAmong(folder.rows, selected))}
            onDone={() => setSelected(new Set())}
          />
        ) : (
          <>
            <UploadButtons onChoose={(files) => void uploads.choose(files, search.path)} />
            <Link className="button" to="/organize" search={{ path: search.path }}>
              Organize this folder
            </Link>
          </>
        )}
      </div>
      {uploads.queue && (
        <Suspense>
          <UploadPanel queue={uploads.queue} />
        </Suspense>
      )}
      {folder.error && <ProblemText error={folder.error} />}
      {folder.isPending && <p role="status">Loading …</p>}
      {folder.isSuccess && folder.total === 0 && (
        <p className="empty">
          This folder is empty. Drop files or folders here, or choose “Upload”.
        </p>
      )}
      {folder.total > 0 && (
        <>
          <FileTable
            search={search}
            rows={folder.rows}
            total={folder.total}
            selected={selected}
            onSelect={setSelected}
            onSort={(next) => navigate({ search: { ...search, ...next } })}
            onOpen={(path) => navigate({ search: { ...search, path } })}
            onOpenFile={setOpened}
            onReachEnd={() => {
              if (folder.hasNextPage && !folder.isFetching) void folder.fetchNextPage();
            }}
          />
          <p className="count">{countText(folder.total, 'item')}</p>
        </>
      )}
      {opened && (
        <Suspense>
          <FileDialog file={opened} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </DropArea>
  );
}

/** The first selected file. */
function fileAmong(rows: readonly Row[], ids: ReadonlySet<string>): FileEntry | undefined {
  const row = rows.find((each) => each.kind === 'file' && ids.has(each.file.fileId));
  return row?.kind === 'file' ? row.file : undefined;
}

function Breadcrumbs({ search }: { readonly search: FilesSearch }) {
  const folders = ancestorsOf(search.path);
  return (
    <nav aria-label="Folder" className="breadcrumbs">
      <ol>
        {folders.map((path) => (
          <li key={path}>
            <Link
              to="/"
              search={{ ...search, path }}
              aria-current={path === search.path ? 'page' : undefined}
            >
              {nameOf(path) || 'Library'}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** What can be done with the selected files. Deleted ones can be restored from the trash. */
function Selection({
  onOpen,
  ids,
  onDone,
}: {
  readonly ids: ReadonlySet<string>;
  readonly onOpen: () => void;
  readonly onDone: () => void;
}) {
  const { client } = useSession();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: async () => {
      for (const id of ids) await client.files.delete(id);
    },
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['files'] }),
  });
  return (
    <div className="selection" role="status">
      <span>{countText(ids.size, 'file')} selected</span>
      {ids.size === 1 && (
        <button type="button" onClick={onOpen}>
          Open
        </button>
      )}
      <button type="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
        Move to trash
      </button>
      <button type="button" onClick={onDone}>
        Clear selection
      </button>
      {remove.error && <ProblemText error={remove.error} />}
    </div>
  );
}
