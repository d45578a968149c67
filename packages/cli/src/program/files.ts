/** The commands of `files`. */
import { type Command, Option } from 'commander';
import type { Act } from './act.ts';
import { withExamples } from './help.ts';
import { conflictOption, fileTypeOption, hiddenOption, limitOption, yesOption } from './options.ts';

/** Why a file can be named in two ways. */
const FILE = 'the path or the ID of a file';

export function addFiles(program: Command, act: Act): void {
  const files = program
    .command('files')
    .description('list, upload, download, move and delete files of the library, and create folders')
    .addHelpText(
      'after',
      '\nPaths are those of this machine, in the library. With --server they are paths of the library, such as /inbox/a.pdf.',
    );
  addReading(files, act);
  addUpload(files, act);
  addDownload(files, act);
  addChanging(files, act);
  addFolders(files, act);
  addTrash(files, act);
}

function addReading(files: Command, act: Act): void {
  const list = files
    .command('list')
    .description('list the files of a folder')
    .argument('[folder]', 'the folder (default: the whole library)')
    .option('-r, --recursive', 'also list files in subfolders')
    .addOption(hiddenOption())
    .addOption(fileTypeOption())
    .addOption(
      new Option('--sort <by>', 'what to sort by')
        .choices(['name', 'size', 'created', 'modified'])
        .default('name'),
    )
    .option('--reverse', 'sort in descending order')
    .addOption(limitOption('files'))
    .action((folder, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/list.ts')).listFiles(
          context,
          folder,
          command.optsWithGlobals(),
        ),
      ),
    );
  withExamples(
    list,
    'files list ~/Downloads',
    'files list --recursive --type video --sort size --reverse --limit 10',
  );
  const info = files
    .command('info')
    .description('show what the library knows about a file')
    .argument('<file>', FILE)
    .action((file, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/info.ts')).fileInfo(context, file),
      ),
    );
  withExamples(info, 'files info ~/Downloads/report.pdf');
}

function addUpload(files: Command, act: Act): void {
  const upload = files
    .command('upload')
    .description('copy files and folders of this machine into the library')
    .argument('<paths...>', 'files and folders of this machine')
    .option('--to <folder>', 'the folder of the library (default: the library itself)')
    .addOption(conflictOption(['rename', 'fail', 'skip', 'replace'], 'rename'))
    .action((paths, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/upload.ts')).uploadFiles(
          context,
          paths,
          command.optsWithGlobals(),
        ),
      ),
    );
  withExamples(
    upload,
    'files upload scan.pdf --to /inbox --server https://files.example.org',
    'files upload ~/Pictures --to /pictures --on-conflict skip --server https://files.example.org',
  );
}

function addDownload(files: Command, act: Act): void {
  const download = files
    .command('download')
    .description('copy files and folders of the library to this machine')
    .argument('<files...>', 'paths of files and folders, or IDs of files')
    .option('--to <folder>', 'the folder of this machine', '.')
    .option('--force', 'overwrite files that exist')
    .option('--stdout', 'write one file to stdout')
    .action((named, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/download.ts')).downloadFiles(
          context,
          named,
          command.optsWithGlobals(),
        ),
      ),
    );
  withExamples(
    download,
    'files download /inbox/scan.pdf --server https://files.example.org',
    'files download /pictures --to ~/Pictures --server https://files.example.org',
  );
}

function addChanging(files: Command, act: Act): void {
  const move = files
    .command('move')
    .description('move files to another folder')
    .argument('<files...>', 'paths or IDs of files')
    .requiredOption(
      '--to <folder>',
      'the folder to move them to; it is created if it does not exist',
    )
    .addOption(conflictOption(['fail', 'rename'], 'fail'))
    .action((named, _options, command) =>
      act(command, async (context) => {
        const options = command.optsWithGlobals();
        return (await import('../commands/files/change.ts')).moveFiles(
          context,
          named,
          options.to,
          options,
        );
      }),
    );
  withExamples(move, 'files move ~/Downloads/a.pdf ~/Downloads/b.pdf --to ~/Downloads/Letters');
  const rename = files
    .command('rename')
    .description('give a file another name in the same folder')
    .argument('<file>', FILE)
    .argument('<name>', 'the new name')
    .addOption(conflictOption(['fail', 'rename'], 'fail'))
    .action((file, name, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/change.ts')).renameFile(
          context,
          file,
          name,
          command.optsWithGlobals(),
        ),
      ),
    );
  withExamples(rename, 'files rename ~/Downloads/scan0001.pdf "Contract.pdf"');
}

function addFolders(files: Command, act: Act): void {
  const create = files
    .command('mkdir')
    .description('create empty folders, and the folders above them that are missing')
    .argument('<folders...>', 'paths of folders')
    .action((named, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/folders.ts')).createFolders(context, named),
      ),
    );
  withExamples(create, 'files mkdir ~/Downloads/Letters/2026');
  const remove = files
    .command('rmdir')
    .description('delete empty folders; a folder with anything in it is left as it is')
    .argument('<folders...>', 'paths of folders')
    .action((named, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/folders.ts')).deleteFolders(context, named),
      ),
    );
  withExamples(remove, 'files rmdir ~/Downloads/Letters/2026');
}

function addTrash(files: Command, act: Act): void {
  const remove = files
    .command('delete')
    .description('move files to the trash, or delete them permanently')
    .argument('<files...>', 'paths or IDs of files')
    .option('--permanent', 'delete them permanently, also from the trash; this cannot be undone')
    .addOption(yesOption('files are deleted permanently'))
    .action((named, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/change.ts')).deleteFiles(
          context,
          named,
          command.optsWithGlobals(),
        ),
      ),
    );
  withExamples(remove, 'files delete ~/Downloads/old.zip');
  const restore = files
    .command('restore')
    .description('restore files from the trash')
    .argument('<files...>', 'IDs of files in the trash, or the paths they had')
    .option('--to <folder>', 'the folder to restore them to (default: where they were)')
    .addOption(conflictOption(['fail', 'rename'], 'rename'))
    .action((named, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/change.ts')).restoreFiles(
          context,
          named,
          command.optsWithGlobals(),
        ),
      ),
    );
  withExamples(restore, 'files restore ~/Downloads/old.zip');
  files
    .command('trash')
    .description('list the files in the trash, most recently deleted first')
    .addOption(limitOption('files'))
    .action((_options, command) =>
      act(command, async (context) =>
        (await import('../commands/files/list.ts')).listTrash(context, command.optsWithGlobals()),
      ),
    );
}
