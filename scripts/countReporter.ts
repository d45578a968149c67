import type { Reporter, TestModule } from 'vitest/node';
import type { Counts } from './python.ts';

/** Ends a run with the one line that CI reads: `N passed, N failed` and, if any, `, N skipped`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const before: Partial<Counts> = JSON.parse(process.env.TESTS_BEFORE ?? '{}');
    const { passed = 0, failed = 0, skipped: left = 0 } = before;
    const counts = { passed, failed: failed + errors.length, skipped: left, pending: 0 };
    for (const module of modules) {
      // A file that cannot be loaded has no tests to count, and is a failure all the same.
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
  }
}
