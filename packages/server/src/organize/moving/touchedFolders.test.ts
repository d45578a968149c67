import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlanRepository } from '../../storage/jobs/planRepository.ts';
import { TouchedFolders } from './touchedFolders.ts';

let root: string;
let touched: TouchedFolders;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'file-organizer-touched-'));
  const plans: Pick<PlanRepository, 'touchedFolders'> = { touchedFolders: async () => [] };
  touched = await TouchedFolders.of('job', root, plans);
});
afterEach(() => rmSync(root, { recursive: true }));

it('a folder is made by the job if a batch creates it that another one could not', () => {
  // Both batches are announced before the first one fails.
  touched.before(['/new']);
  touched.before(['/new']);
  touched.after(['/new']);
  mkdirSync(join(root, 'new'));
  touched.after(['/new'], new Set(['/new']));
  expect(touched.inState('made')).toMatchObject([{ path: '/new' }]);
});
