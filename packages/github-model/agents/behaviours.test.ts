import { expect, it } from 'vitest';
import { AGENT_BEHAVIOURS, type AgentJob, agentStep } from './behaviours.ts';

const other = { issue: 2, pull: 12, branch: 'valine/issue-2-y' };
const job: AgentJob = { issue: 1, pull: 11, branch: 'valine/issue-1-x', others: [other] };

const deedsOf = (behaviour: (typeof AGENT_BEHAVIOURS)[number]) =>
  Array.from({ length: 50 }, (_, index) => agentStep(behaviour, job, index)?.deed).filter((deed) => deed !== undefined);

it('all but the looping one come to an end, the silent one at once', () => {
  const counts = AGENT_BEHAVIOURS.map((behaviour) => [behaviour, deedsOf(behaviour).length]);
  expect(Object.fromEntries(counts)).toEqual({ good: 5, slow: 5, silent: 0, looping: 50, hostile: 12 });
});

it('the good one keeps to its branch, and marks its pull request as ready at the end', () => {
  expect(deedsOf('good').at(-1)).toEqual({ do: 'mark ready', pull: 11 });
  expect(JSON.stringify(deedsOf('good'))).not.toContain(other.branch);
});

it('the hostile one does to others what its access lets it do', () => {
  const deeds = deedsOf('hostile');
  expect(deeds).toContainEqual({ do: 'push', branch: other.branch, message: 'Improve this as well' });
  expect(deeds).toContainEqual({ do: 'close', issue: 2 });
  expect(deeds).toContainEqual({ do: 'approve', pull: 11 });
});

it('without other tasks it has nobody to harm but its own', () => {
  const alone = { ...job, others: [] };
  const deeds = Array.from({ length: 50 }, (_, index) => agentStep('hostile', alone, index)?.deed);
  expect(deeds.filter((deed) => deed?.do === 'close')).toEqual([]);
});
