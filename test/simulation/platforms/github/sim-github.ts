/** GitHub as the services read it, with its bad days: outages, limits, refusals and lists that lag. */
import { type GitHub, GitHubError } from '@valine/github';
import type { Engine } from '../../engine/engine.ts';
import type { Invocation } from '../../engine/invocations.ts';
import { createIssueBook, type IssueBook } from './issue-book.ts';
import { createSimRepository, type RepositoryOptions, readingFaults, type SimRepository } from './sim-repository.ts';

export type SimGitHub = SimRepository & {
  /** The port, as one invocation has it. */
  portOf(invocation: Invocation): GitHub;
  issues: IssueBook;
};

export function createSimGitHub(engine: Engine, options: RepositoryOptions): SimGitHub {
  const issues = createIssueBook();
  return {
    issues,
    ...createSimRepository(engine, options),
    portOf: (by) => {
      const read = <T>(operation: string, detail: string, act: () => T) =>
        engine.invocations.call(by, {
          operation: `github.${operation}`,
          detail: () => detail,
          act,
          latencyMs: [60, 900],
          faults: readingFaults(engine, operation),
          frozen: () => new GitHubError({ operation, reason: 'unavailable' }),
        });
      return {
        listOpenIssues: (label) => read('listOpenIssues', label, () => issues.openWith(label, asOf(engine))),
        // Nothing blocks another issue there.
        findOpenBlockers: async () => ({ open: [] }),
        findIssue: (number) => read('findIssue', `#${number}`, () => issues.get(number)),
      };
    },
  };
}

function asOf({ timeline, faults, random }: Engine): number {
  return timeline.now() - (faults.happens('list-lag', 'github.listOpenIssues') ? random.int(0, 10_000) : 0);
}
