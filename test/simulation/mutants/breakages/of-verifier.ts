/** Breakages of how the verifier looks after workflow runs, and into them. */
import type { Mutant } from '../mutant.ts';

const TRACKING = 'services/verifier/tracking';
const INSPECTION = 'services/verifier/inspection';
const DIAGNOSIS = `${INSPECTION}/diagnosis`;
const BELIEVED = {
  file: `${INSPECTION}/run/decide-report.ts`,
  replace: "return verdict === 'ok' && problem !== undefined ? 'unknown' : verdict;",
  by: 'return verdict;',
};

export const VERIFIER_MUTANTS: readonly Mutant[] = [
  {
    name: 'no end to tracking',
    why: 'a run that hangs is said to go on, for ever',
    file: `${TRACKING}/decide-poll.ts`,
    replace: 'if (now >= tracking.deadline) return',
    by: 'if (now >= Number.POSITIVE_INFINITY) return',
    family: 'deploy',
    seeds: 150,
  },
  {
    name: 'our run not found by its title',
    why: 'a run that GitHub told no number of is never found, where its webhook is lost',
    file: `${TRACKING}/run-of-tracking.ts`,
    replace: 'displayTitle.includes(correlationId)',
    by: 'displayTitle === correlationId',
    family: 'diagnose',
    odds: { 'webhook-lost': 0.8 },
    seeds: 165,
  },
  {
    name: 'a report sent, and no more polls',
    why: 'a list that lags shows the attempt before, and the new one is never told to have ended',
    file: `${TRACKING}/poll-tracking.ts`,
    replace: "throw new RetryLater(seconds, 'the report is not recorded yet');",
    by: 'return;',
    also: [
      {
        file: `${TRACKING}/decide-poll.ts`,
        replace: 'if (found.attempt < (stage.run?.attempt ?? 1))',
        by: 'if (found.attempt < 1)',
      },
    ],
    family: 'diagnose',
    odds: { 'webhook-lost': 0.9, 'list-lag': 0.9 },
    seeds: 1014,
  },
  {
    name: 'an unknown check counts as well',
    why: 'a diagnosis is ok although its summary is missing',
    file: `${INSPECTION}/run/decide-report.ts`,
    replace: "({ verdict }) => verdict === 'ok') ? 'ok' : 'unknown'",
    by: "({ verdict }) => verdict !== 'bad') ? 'ok' : 'ok'",
    also: [BELIEVED],
    family: 'diagnose',
  },
  {
    name: 'a summary believed that contradicts itself',
    why: 'the workflow says that it failed, and the message that all is well',
    ...BELIEVED,
    family: 'diagnose',
    seeds: 39,
  },
  {
    name: 'a summary of another run believed',
    why: 'what was wrong with somebody else’s diagnose is told as ours',
    file: `${DIAGNOSIS}/summary.ts`,
    replace: 'read.data.correlation_id !== correlationId',
    by: 'correlationId === null',
    family: 'diagnose',
    seeds: 135,
  },
  {
    name: 'the summary of an earlier attempt believed',
    why: 'a re-run that left nothing behind is told as the one before it',
    file: `${DIAGNOSIS}/find-artifact.ts`,
    replace: 'if (attempt === 1) return',
    by: 'if (attempt > 0) return',
    family: 'diagnose',
    seeds: 2226,
  },
  {
    name: 'a summary that does not show yet taken for missing',
    why: 'a diagnose that is well is told as unknown',
    file: `${DIAGNOSIS}/find-artifact.ts`,
    replace: 'return Math.abs(now - end) < MOMENT_MS;',
    by: 'return Math.abs(now - end) < -MOMENT_MS;',
    family: 'diagnose',
    seeds: 63,
  },
  {
    name: 'a list of jobs that lags taken as it is',
    why: 'what failed, and how long it took, is not told',
    file: `${INSPECTION}/run/read-evidence.ts`,
    replace: "status !== 'completed'",
    by: "status === 'unheard of'",
    family: 'diagnose',
    odds: { 'list-lag': 0.9 },
    seeds: 411,
  },
  {
    name: 'where the API is, told in a message',
    why: 'whoever reads the channel knows what only the repository should',
    file: `${DIAGNOSIS}/inspect-diagnosis.ts`,
    replace: 'return (text: string) => maskSecrets(text, hidden);',
    by: 'return (text: string) => maskSecrets(text, hidden.slice(99));',
    family: 'diagnose',
  },
];
