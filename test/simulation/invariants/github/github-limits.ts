/** GitHub's Retry-After is honoured by whoever heard of it: the same effect is not called before. */
import type { GitHubWriter } from '@valine/github';
import type { Invocation } from '../../engine/invocations.ts';
import type { Report } from '../report.ts';

export type GitHubLimits = {
  /** `call`: the method and what it is given; it tells effects apart. */
  called(call: string): void;
  limited(call: string, by: Invocation, seconds: number): void;
};

/** What is given to these carries the operation's id; two effects may ask the same of the others. */
const TOLD_APART = /^(createComment|dispatchWorkflow|createPullRequest)/;

export function createGitHubLimits(report: Report, now: () => number): GitHubLimits {
  const limits = new Map<string, { until: number; by: Invocation; faults: number }>();
  return {
    called(call) {
      const limit = limits.get(call);
      // Who met another fault since could not write down how long to wait.
      if (limit === undefined || limit.by.faults !== limit.faults || now() >= limit.until) return;
      report('Retry-After is honoured', `${call.slice(0, 200)} came ${limit.until - now()} ms early`);
    },
    limited(call, by, seconds) {
      if (TOLD_APART.test(call)) limits.set(call, { until: now() + seconds * 1000, by, faults: by.faults });
    },
  };
}

/** Nobody but the dispatcher writes to GitHub: a verification changes nothing. */
export function onlyForDispatcher(report: Report, { name }: Invocation, writer: GitHubWriter): GitHubWriter {
  if (name === 'dispatch') return writer;
  return new Proxy(writer, {
    get(target, method, receiver) {
      report('only the dispatcher writes to GitHub', `${name} took hold of ${String(method)}`);
      return Reflect.get(target, method, receiver);
    },
  });
}
