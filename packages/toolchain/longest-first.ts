/** The order of test files: what computes for long and what waits for long begins first, side by side. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** As the parts of paths that they begin with, the longest first; the rest as vitest has it. */
const LONG = [
  'test/simulation/families-of-plans',
  'test/simulation/every-crash',
  'test/stack/',
  'packages/local-stack/',
  'test/simulation/',
  'test/',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = LONG.findIndex((start) => moduleId.startsWith(`${root}/${start}`));
      return rank === -1 ? LONG.length : rank;
    };
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
