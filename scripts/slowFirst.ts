import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, longest first; the order among the others does not matter. */
const SLOW = [
  'test/faults/killing',
  'test/docs/site',
  'test/contract/schemathesis',
  'test/mutants/mutants',
  'test/server/hostile',
  'test/organize/organize',
  'test/lifecycle/retried',
  'test/client/packed',
  'test/contract/change',
  'test/lifecycle/start',
];

/** Begins with the slow files, so that none of them runs alone at the end. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = SLOW.findIndex((each) => moduleId.includes(`${each}.test.`));
      return place < 0 ? SLOW.length : place;
    };
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => placeOf(a) - placeOf(b));
  }
}
