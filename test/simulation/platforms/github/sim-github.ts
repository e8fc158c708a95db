/** GitHub as the services read it, with its bad days: outages, limits, refusals and lists that lag. */
import { type GitHub, GitHubError, unlessRefused } from '@valine/github';
import type { Engine } from '../../engine/engine.ts';
import type { Invocation } from '../../engine/invocations.ts';
import type { Blocked } from '../../people/blocked.ts';
import { createIssueBook, type IssueBook } from './issue-book.ts';
import { createSimBlockers } from './sim-blockers.ts';
import { createSimRepository, type RepositoryOptions, readingFaults, type SimRepository } from './sim-repository.ts';

export type SimGitHub = SimRepository & {
  /** The port, as one invocation has it. */
  portOf(invocation: Invocation): GitHub;
  issues: IssueBook;
};

export function createSimGitHub(engine: Engine, options: RepositoryOptions & { blocked: Blocked }): SimGitHub {
  const issues = createIssueBook();
  const blockers = createSimBlockers(issues, options.blocked);
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
        listOpenIssues: (label) =>
          read('listOpenIssues', label, () => issues.openWith(label, asOf(engine)).map(blockers.shown)),
        async findOpenBlockers(issue) {
          if (!blockers.hasSome(issue)) return { open: [] };
          const { number } = issue;
          return unlessRefused(issue, () => read('findOpenBlockers', `#${number}`, () => blockers.openOf(number)));
        },
        findIssue: (number) =>
          read('findIssue', `#${number}`, () => {
            const issue = issues.get(number);
            return issue && blockers.shown(issue);
          }),
      };
    },
  };
}

function asOf({ timeline, faults, random }: Engine): number {
  return timeline.now() - (faults.happens('list-lag', 'github.listOpenIssues') ? random.int(0, 10_000) : 0);
}
