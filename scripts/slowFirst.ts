import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, longest first; the order among the others does not matter. */
const SLOW = [
  'test/faults/killing',
  'test/docs/site',
  'test/contract/schemathesis',
  'test/web/files',
  'test/release/toolkit/packed',
  'test/honest/honest',
  'test/release/workspace/packed',
  'test/contract/statuses',
  'test/web/uploads',
  'test/server/hostile',
  'test/client/packed',
  'test/web/live',
  'test/readme/newcomer',
  'test/grade/grade',
  'test/web/preview',
  'test/web/selection',
  'src/cli/lint',
  'test/release/governance/packed',
  'test/mock/sameReading',
  'test/docs/clientSamples',
  'python/pythonNames',
  'test/docs/documentSite',
  'test/organize/changing',
  'test/lifecycle/retried',
  'test/web/duplicates',
  'test/openapi-ts/plugin',
  'test/docs/samples',
  'test/server/searchLoad',
  'test/lifecycle/hardConditions',
  'test/cli/local',
];

/**
 * Begins with the slow files, so that none of them runs alone at the end, and with processes of one project
 * together, since only files of one project share a process.
 */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = SLOW.findIndex((each) => moduleId.includes(`${each}.test.`));
      return place < 0 ? SLOW.length : place;
    };
    const isShared = ({ project }: TestSpecification): number => Number(!project.config.isolate);
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => isShared(a) - isShared(b) || placeOf(a) - placeOf(b));
  }
}
