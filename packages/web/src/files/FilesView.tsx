import type { FileEntry } from '@file-organizer/client';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type DragEvent, lazy, Suspense, useEffect, useState } from 'react';
import { subjectsIn } from '../fileActions/subjectsIn.ts';
import { useFileActions } from '../fileActions/useFileActions.ts';
import { DropArea } from '../uploads/DropArea.tsx';
import { UploadButtons } from '../uploads/UploadButtons.tsx';
import { useUploads } from '../uploads/useUploads.ts';
import { countText } from '../words/format.ts';
import { Name } from '../words/Name.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { ancestorsOf, folderOf, nameOf } from '../words/paths.ts';
import { EmptyFolder } from './EmptyFolder.tsx';
import './files.css';
import { DRAGGED, FileTable } from './FileTable.tsx';
import type { FilesSearch } from './filesSearch.ts';
import { useFolder } from './useFolder.ts';
import { useSelection } from './useSelection.ts';

const route = getRouteApi('/');
// What is needed once a file is selected is loaded after the list is shown.
const loadSelectionBar = () => import('./SelectionBar.tsx');
const SelectionBar = lazy(async () => ({ default: (await loadSelectionBar()).SelectionBar }));
const ActionReport = lazy(async () => ({
  default: (await import('../fileActions/ActionReport.tsx')).ActionReport,
}));
const FileDialog = lazy(async () => ({ default: (await import('./FileDialog.tsx')).FileDialog }));
const NewFolderDialog = lazy(() => import('./NewFolderDialog.tsx'));
const UploadPanel = lazy(() => import('../uploads/UploadPanel.tsx'));

/** The folders and files of the library. */
export function FilesView() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  /** The folder that is being deleted: its list is not loaded again, when an event says that it has changed. */
  const [deleting, setDeleting] = useState<string>();
  const folder = useFolder(search, deleting === search.path);
  const { selection, files, ...selecting } = useSelection(search.path, folder);
  const { actions, run } = useFileActions();
  const [opened, setOpened] = useState<FileEntry>();
  const [isNaming, setIsNaming] = useState(false);
  const [created, setCreated] = useState<string>();
  const uploads = useUploads();
  useEffect(() => void loadSelectionBar(), []);
  const move = (target: string) => {
    void actions.start({ kind: 'move', folder: target }, subjectsIn(target, files));
    selecting.clear();
  };
  return (
    <DropArea label="Files" folder={search.path} onDrop={uploads.drop}>
      <div className="toolbar">
        <Breadcrumbs search={search} onMove={move} />
        {files.length > 0 ? (
          <Suspense>
            <SelectionBar
              files={files}
              folder={search.path}
              loaded={folder.rows.length - folder.folderCount}
              total={folder.total - folder.folderCount}
              isSelectingAll={selecting.isSelectingAll}
              onSelectAll={selecting.selectAll}
              onOpen={setOpened}
              onClear={selecting.clear}
            />
          </Suspense>
        ) : (
          <>
            <UploadButtons onChoose={(files) => void uploads.choose(files, search.path)} />
            <button type="button" onClick={() => setIsNaming(true)}>
              New folder
            </button>
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
      {run && (
        <Suspense>
          <ActionReport />
        </Suspense>
      )}
      {folder.isOutdated && (
        <p className="outdated">
          This folder has changed.{' '}
          <button type="button" onClick={folder.reload}>
            Show the changes
          </button>
        </p>
      )}
      {folder.error && <ProblemText error={folder.error} />}
      {folder.isPending && <p role="status">Loading …</p>}
      {folder.isSuccess && folder.total === 0 && !folder.isPlaceholderData && (
        <EmptyFolder
          key={search.path}
          path={search.path}
          onDeleting={(isDeleting) => setDeleting(isDeleting ? search.path : undefined)}
          onDeleted={async () => {
            await navigate({ search: { ...search, path: folderOf(search.path) } });
            setDeleting(undefined);
          }}
        />
      )}
      {folder.total > 0 && (
        <>
          <FileTable
            search={search}
            rows={folder.rows}
            total={folder.total}
            selection={selection}
            onSelect={selecting.select}
            onSelectAll={selecting.selectLoaded}
            onMove={move}
            created={created}
            onCreatedFocus={() => setCreated(undefined)}
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
      {isNaming && (
        <Suspense>
          <NewFolderDialog
            folder={search.path}
            onCreated={setCreated}
            onClose={() => setIsNaming(false)}
          />
        </Suspense>
      )}
      {opened && (
        <Suspense>
          <FileDialog file={opened} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </DropArea>
  );
}

/** The folders above, which also take files that are dropped on them. */
function Breadcrumbs({
  search,
  onMove,
}: {
  readonly search: FilesSearch;
  readonly onMove: (folder: string) => void;
}) {
  const folders = ancestorsOf(search.path);
  const takes = (event: DragEvent, path: string) =>
    event.dataTransfer.types.includes(DRAGGED) && path !== search.path;
  return (
    <nav aria-label="Folder" className="breadcrumbs">
      <ol>
        {folders.map((path) => (
          <li
            key={path}
            onDragOver={(event) => takes(event, path) && event.preventDefault()}
            onDrop={(event) => {
              if (!takes(event, path)) return;
              event.preventDefault();
              event.stopPropagation();
              onMove(path);
            }}
          >
            <Link
              to="/"
              search={{ ...search, path }}
              aria-current={path === search.path ? 'page' : undefined}
              draggable={false}
            >
              {path === '/' ? 'Library' : <Name>{nameOf(path)}</Name>}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
