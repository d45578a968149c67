/** The commands that organize a folder, find duplicates, search, and undo. */
import { type Command, Option } from 'commander';
import type { Act } from './act.ts';
import { withExamples } from './help.ts';
import {
  excludeOption,
  fileTypeOption,
  hiddenOption,
  limitOption,
  METHODS,
  namesOption,
  part,
  size,
  statusOption,
  wholeNumber,
  yesOption,
} from './options.ts';

export function addOrganizing(program: Command, act: Act): void {
  const organize = program
    .command('organize')
    .description('plan how to organize a folder, show the plan, and execute it after a question')
    .argument('<folder>', 'the folder to organize')
    .addOption(
      new Option('--by <method>', 'how to organize').choices(METHODS).makeOptionMandatory(),
    )
    .option('--dry-run', 'only show the plan')
    .addOption(yesOption('files are moved'))
    .option('--all', 'show every move, every folder and why files stay')
    .option('--into <folder>', 'where to create the folders (default: in the folder itself)')
    .addOption(excludeOption())
    .addOption(hiddenOption())
    .option('--no-recursive', 'leave subfolders as they are')
    .addOption(
      new Option(
        '--min-confidence <number>',
        'leave files in place that are less certain, from 0 to 1',
      ).argParser(part),
    )
    .addOption(namesOption('--project <name>', 'the name of a project, for para'))
    .addOption(namesOption('--area <name>', 'the name of an area, for para'))
    .action((folder, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/organize.ts')).organize(
          context,
          folder,
          command.optsWithGlobals(),
        ),
      ),
    );
  withExamples(
    organize,
    'organize ~/Downloads --by date --dry-run',
    'organize ~/Downloads --by type --exclude "*.iso"',
    'organize ~/Documents --by para --project "New kitchen" --area Health',
  );

  const duplicates = program
    .command('duplicates')
    .description('find files with the same content')
    .argument('<folder>', 'the folder to search')
    .option('--remove', 'move all but one file of each group to the trash, after a question')
    .addOption(
      new Option('--keep <which>', 'which file to keep')
        .choices(['newest', 'oldest', 'shortest_path'])
        .default('oldest'),
    )
    .addOption(namesOption('--keep-file <file>', 'a file to keep instead'))
    .addOption(
      new Option('--min-size <size>', 'ignore smaller files, such as 500k').argParser(size),
    )
    .addOption(excludeOption())
    .addOption(hiddenOption())
    .addOption(yesOption('files are removed'))
    .action((folder, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/duplicates.ts')).duplicates(
          context,
          folder,
          command.optsWithGlobals(),
        ),
      ),
    );
  withExamples(duplicates, 'duplicates ~/Pictures', 'duplicates ~/Pictures --remove --keep newest');

  const search = program
    .command('search')
    .description('find files by words in their names and contents')
    .argument(
      '<words...>',
      'words that a file must have; quote a phrase twice: \'"annual report"\'',
    )
    .option('--in <folder>', 'only files in this folder')
    .addOption(fileTypeOption())
    .addOption(hiddenOption())
    .addOption(limitOption('files').default(50))
    .action((words, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/search.ts')).search(context, words, command.optsWithGlobals()),
      ),
    );
  withExamples(search, 'search invoice 2026', 'search \'"annual report"\' --type document');

  const undo = program
    .command('undo')
    .description('undo a job; by default the last one that changed something')
    .argument('[job]', 'the ID of the job')
    .action((job, _options, command) =>
      act(command, async (context) => (await import('../commands/jobs.ts')).undo(context, job)),
    );
  withExamples(undo, 'undo', 'undo 0198c1de-0000-7000-8000-000000000001');
  addJobs(program, act);
  addStatus(program, act);
}

function addJobs(program: Command, act: Act): void {
  const jobs = program.command('jobs').description('list, show, cancel and continue jobs');
  withExamples(jobs, 'jobs', 'jobs show 0198c1de-0000-7000-8000-000000000001');
  jobs
    .command('list', { isDefault: true })
    .description('list jobs, newest first')
    .addOption(statusOption())
    .addOption(limitOption('jobs').default(20))
    .action((_options, command) =>
      act(command, async (context) =>
        (await import('../commands/jobs.ts')).listJobs(context, command.optsWithGlobals()),
      ),
    );
  jobs
    .command('show')
    .description('show what a job plans or has done')
    .argument('<job>', 'the ID of the job')
    .option('--all', 'show every move, every folder and why files stay')
    .action((job, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/jobs.ts')).showJob(context, job, command.optsWithGlobals()),
      ),
    );
  jobs
    .command('cancel')
    .description('stop a job between two files, or discard its plan')
    .argument('<job>', 'the ID of the job')
    .action((job, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/jobs.ts')).cancelJob(context, job),
      ),
    );
  jobs
    .command('execute')
    .description('execute the plan of a job, or continue one that failed')
    .argument('<job>', 'the ID of the job')
    .action((job, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/jobs.ts')).continueJob(context, job),
      ),
    );
}

function addStatus(program: Command, act: Act): void {
  program
    .command('status')
    .description('show the server, the library and the user that commands use')
    .action((_options, command) =>
      act(command, async (context) => (await import('../commands/status.ts')).status(context)),
    );
  const events = program
    .command('events')
    .description('follow live events until Ctrl+C; with --json, each is an object on a line')
    .option('--job <job>', 'only the events of this job')
    .addOption(
      new Option('--since <id>', 'first the events after this ID').argParser(wholeNumber(0)),
    )
    .addOption(
      new Option('--count <number>', 'end after this many events').argParser(wholeNumber(1)),
    )
    .action((_options, command) =>
      act(command, async (context) =>
        (await import('../commands/events.ts')).events(context, command.optsWithGlobals()),
      ),
    );
  withExamples(events, 'events', 'events --json --count 1');
}
