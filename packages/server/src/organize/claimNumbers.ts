import { foldName, isWithin, prefixOf } from '../files/path.ts';
import { ProblemError } from '../problemError.ts';
import type { GivenNumberRepository } from '../storage/jobs/givenNumberRepository.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { PlanRepository } from '../storage/jobs/planRepository.ts';
import {
  areaOf,
  categoryOf,
  type GivenNumber,
  numberOf,
  numbersIn,
} from './methodologies/johnnyDecimal/numbers.ts';
import type { TreeSource } from './planning/treeSource.ts';

/** Area, category and ID are the only numbered levels. */
const DEPTH = 3;

/**
 * Claims the numbers of a plan that is about to be executed. They are claimed now and not by the
 * scan, so that plans which are never executed use none up. A claimed number is never assigned again:
 * an ID that somebody has written down keeps its meaning.
 *
 * @param destination the folder that contains the areas
 * @throws ProblemError `job_not_executable` if one of the numbers means something else by now
 */
export async function claimNumbers(
  job: Pick<JobRow, 'job_id' | 'root'>,
  destination: string,
  {
    source,
    plans,
    numbers,
  }: { source: TreeSource; plans: PlanRepository; numbers: GivenNumberRepository },
): Promise<void> {
  const place = { root: job.root, folder: destination };
  const { folders, files } = await look(source, destination);
  const present = numbersIn(destination, folders, files);
  await numbers.note(place, present, null);
  const onDisk = new Set(present.map(({ number }) => number));
  const given = new Map((await numbers.all(place)).map((each) => [each.number, each]));
  const wanted = new Map<string, GivenNumber & { readonly isId: boolean }>();
  for (const { path, files_after: files } of await plans.folders(job.job_id)) {
    if (files === 0 || !isWithin(destination, path)) continue;
    for (const each of numberedFolders(destination, path)) {
      if (!folders.has(each.path)) wanted.set(each.number, each);
    }
  }
  for (const { number, title, isId } of wanted.values()) {
    const known = given.get(number);
    if (!known || known.job_id === job.job_id) continue;
    // An area or category that was rolled back may get its own number again.
    if (!isId && !onDisk.has(number) && foldName(known.title) === foldName(title)) continue;
    throw new ProblemError(
      'job_not_executable',
      `The number ${number} has been assigned to "${known.title}" since the scan; start a new scan`,
    );
  }
  await numbers.note(place, [...wanted.values()], job.job_id);
}

/** The numbered folders on the path from the destination to a folder. */
function* numberedFolders(destination: string, path: string) {
  const names = path.slice(prefixOf(destination).length).split('/').slice(0, DEPTH);
  for (const [at, name] of names.entries()) {
    const found = numberOf(name);
    const above = numberOf(names[at - 1] ?? '')?.number;
    if (!found) continue;
    const { number, title, kind } = found;
    const isInPlace = {
      area: at === 0,
      category: above === areaOf(number),
      id: above === categoryOf(number),
    };
    if (!isInPlace[kind]) continue;
    const folder = prefixOf(destination) + names.slice(0, at + 1).join('/');
    yield { path: folder, number, title, isId: kind === 'id' };
  }
}

async function look(source: TreeSource, destination: string) {
  const folders = new Set<string>();
  const files: string[] = [];
  if (!(await source.hasFolder(destination))) return { folders, files };
  for await (const folder of source.walk(destination, DEPTH)) {
    folders.add(folder.path);
    for (const file of folder.files) files.push(file.path);
  }
  return { folders, files };
}
