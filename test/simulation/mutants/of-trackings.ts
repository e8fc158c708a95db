/** Breakages of how the dispatcher keeps follows of workflow runs. */
import type { Mutant } from './mutant.ts';

const ANSWER = 'services/dispatcher/replies/answer-once.ts';
const OBSERVED = 'services/dispatcher/workflows/tracking/decide-observed.ts';
const CHANGE = 'services/dispatcher/workflows/tracking/tracking-rules.ts';
const EFFECTS = 'services/dispatcher/effects';

export const FOLLOW_MUTANTS: readonly Mutant[] = [
  {
    name: 'any attempt taken for the one that is followed',
    why: 'the failure that was run again is told as the end of the new attempt',
    edits: [{ file: OBSERVED, replace: ' || run.attempt < (known?.attempt ?? 1);', by: ';' }],
    family: 'deploy',
    odds: { 'webhook-late': 0.6, 'webhook-redelivered': 0.6 },
    seeds: 87,
  },
  {
    name: 'a run that runs is queued again',
    why: 'whoever watches sees it go back',
    edits: [{ file: OBSERVED, replace: '  if (isRunning(known) && !isRunning(seen)) return known;\n', by: '' }],
    family: 'deploy',
    seeds: 30,
  },
  {
    name: 'what has ended is followed on',
    why: 'a report is taken back, or the message is never done with',
    edits: [
      {
        file: OBSERVED,
        replace: 'if (isTrackingEnded(tracking) || seen.stage',
        by: 'if (tracking === undefined || seen.stage',
      },
    ],
    family: 'deploy',
    seeds: 30,
  },
  {
    name: 'an observation of the stage before taken for the next one',
    why: 'the deploy that was verified is told as the diagnose',
    edits: [{ file: OBSERVED, replace: ' || seen.stage !== tracking.stage) return NOTHING;', by: ') return NOTHING;' }],
    family: 'verify',
    seeds: 90,
  },
  {
    name: 'unknown taken for well at the end',
    why: 'a deploy is called verified that nobody could verify',
    edits: [{ file: OBSERVED, replace: "report?.verdict === 'ok')", by: "report?.verdict !== 'bad')" }],
    family: 'diagnose',
    seeds: 30,
  },
  {
    name: 'no net under a stage that begins anew',
    why: 'a run that was run again is never told to have ended, where its webhook is lost',
    edits: [
      {
        file: CHANGE,
        replace: '    return [trackingPoll(tracking, source, beganAt)];',
        by: '    return [];',
      },
    ],
    family: 'deploy',
    odds: { 'webhook-lost': 0.6 },
    seeds: 30,
  },
  {
    name: 'no check in the place of those before it',
    why: 'after five looks nobody looks any more',
    edits: [
      {
        file: CHANGE,
        replace: 'return [{ ...trackingPoll(tracking, source, fallbackPoll.since), polls: fallbackPoll.polls }];',
        by: 'return [];',
      },
    ],
    family: 'deploy',
    odds: { 'webhook-lost': 0.6 },
    seeds: 30,
  },
  {
    name: 'copies of a check all followed by another',
    why: 'each that is put back leaves more behind, until GitHub blocks us',
    edits: [
      {
        file: OBSERVED,
        replace: 'if (since < Math.max(stage.beganAt ?? 0, tracking.fallbackPoll?.since ?? 0)) return NOTHING;',
        by: 'if (since < 0) return NOTHING;',
      },
      {
        file: 'services/verifier/tracking/decide-poll.ts',
        replace: 'if (poll.requestedAt < Math.max(beganAt, tracking.fallbackPoll?.since ?? 0))',
        by: 'if (poll.requestedAt < beganAt)',
      },
    ],
    family: 'deploy',
    odds: { 'message-twice': 0.6, 'message-not-deleted': 0.3 },
    seeds: 69,
  },
  {
    name: 'follows shown under one revision',
    why: 'the message stays as it was when the run was queued',
    edits: [
      {
        file: 'services/dispatcher/replies/notifications.ts',
        replace: 'revision: FIRST_CARD_REVISION + version - 1,',
        by: 'revision: FIRST_CARD_REVISION + version - version,',
      },
    ],
    family: 'deploy',
    seeds: 30,
  },
  {
    name: 'a press decided anew when it comes again',
    why: 'a diagnose that was begun is refused, and never started',
    edits: [{ file: ANSWER, replace: "  ['diagnose-now', 'diagnose'],\n", by: '' }],
    family: 'diagnose',
    seeds: 651,
  },
  {
    name: 'an address judged anew when the command comes again',
    why: 'a deploy that was begun is told as refused, because a name did not resolve the second time',
    edits: [{ file: ANSWER, replace: "  ['deploy-client', 'deploy'],\n", by: '' }],
    family: 'deploy',
    odds: { 'crash-before': 0.08, 'crash-after': 0.08, refused: 0.2, 'no-answer': 0.1 },
    seeds: 42,
  },
  {
    name: 'dispatches looked for among those of another event',
    why: 'a diagnose whose answer was lost runs twice',
    edits: [
      {
        file: `${EFFECTS}/kinds/request-dispatch.ts`,
        replace: "'repository_dispatch'), correlationId",
        by: "'push'), correlationId",
      },
    ],
    family: 'diagnose',
    seeds: 399,
  },
  {
    name: 'reopened whenever an operator’s decision comes again',
    why: 'what was given up weeks ago is followed anew',
    edits: [
      {
        file: 'services/dispatcher/workflows/tracking/after-effect.ts',
        replace: 'if (tracking.endedAt !== undefined && tracking.endedAt > resolvedAt) return tracking;',
        by: '',
      },
    ],
    family: 'diagnose',
    odds: { unauthorized: 0.1 },
    seeds: 162,
  },
  {
    name: 'a run that has ended taken for a failure to cancel it',
    why: 'an operator is asked for what nobody needs any more',
    edits: [
      {
        file: `${EFFECTS}/kinds/cancel-workflow-run.ts`,
        replace: 'failure.status === 409 ? {',
        by: 'failure.status === 599 ? {',
      },
    ],
    family: 'deploy',
    seeds: 30,
  },
];
