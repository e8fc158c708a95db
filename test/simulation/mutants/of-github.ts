/** Breakages of the effects on GitHub and of the journal that a record is for them. */
import type { Mutant } from './mutant.ts';

const EFFECTS = 'services/dispatcher/effects';
const JOURNAL = `${EFFECTS}/effect-journal.ts`;
const CHANGE = 'services/dispatcher/effects/change-owner.ts';

export const GITHUB_MUTANTS: readonly Mutant[] = [
  {
    name: 'quarantine of nothing, on GitHub',
    why: 'what lands late is not seen by the look, and made again',
    edits: [{ file: `${EFFECTS}/intend-effects.ts`, replace: 'quarantineMs: 90_000', by: 'quarantineMs: 0' }],
    family: 'effects',
    seeds: 51,
  },
  {
    name: 'comments not looked for',
    why: 'an issue is told the same thing twice',
    edits: [
      {
        file: `${EFFECTS}/kinds/comment.ts`,
        replace: 'const ours = comments.find(({ body }) => body.includes(markerOf(claim.operation)));',
        by: 'const ours = comments.find(({ body }) => body === markerOf(claim.operation));',
      },
    ],
    family: 'effects',
    seeds: 30,
  },
  {
    name: 'workflow runs not recognised by their title',
    why: 'a deploy runs twice',
    edits: [
      {
        file: `${EFFECTS}/definition/markers.ts`,
        replace: 'displayTitle.includes(correlationId)',
        by: 'displayTitle === correlationId',
      },
    ],
    family: 'effects',
    seeds: 30,
  },
  {
    name: 'texts without their marker',
    why: 'nothing of ours can be found again',
    edits: [
      {
        file: `${EFFECTS}/definition/markers.ts`,
        replace: 'return `$',
        by: 'if (body.length > 0) return body; return `$',
      },
    ],
    family: 'effects',
    seeds: 30,
  },
  {
    name: 'looked for among what is too new',
    why: 'what the first try left behind is overlooked',
    edits: [
      {
        file: `${EFFECTS}/definition/markers.ts`,
        replace: 'return since - CLOCK_SKEW_MS;',
        by: 'return since + CLOCK_SKEW_MS;',
      },
    ],
    family: 'effects',
    seeds: 30,
  },
  {
    name: 'a pull request that is there already taken for a failure',
    why: 'an operator is asked for what has long been done',
    edits: [
      {
        file: `${EFFECTS}/kinds/create-pull-request.ts`,
        replace: 'const exists = failure.status === 422 && ',
        by: 'const exists = failure.status === 599 && ',
      },
    ],
    family: 'effects',
    seeds: 30,
  },
  {
    name: 'Retry-After of GitHub ignored',
    why: 'GitHub blocks an integration that does not wait as long as it is told to',
    edits: [
      {
        file: `${EFFECTS}/definition/judge-failure.ts`,
        replace: 'return later(retryAfterSeconds ?? LIMIT_SECONDS, reason);',
        by: 'return later(1, reason);',
      },
    ],
    family: 'effects',
    odds: { 'rate-limited': 0.25 },
    seeds: 150,
  },
  {
    name: '5xx on create tried again',
    why: 'GitHub did it and answered 502; now it has it twice',
    edits: [
      {
        file: `${EFFECTS}/definition/judge-failure.ts`,
        replace: "if (mayHaveLanded) return { kind: 'unknown', reason, afterMs: (retryAfterSeconds ?? 0) * 1000 };",
        by: 'if (mayHaveLanded) return later(1, reason);',
      },
    ],
    family: 'effects',
    seeds: 51,
  },
  {
    name: 'done, said of what GitHub did not confirm',
    why: 'the plan tells of a deploy that never ran',
    edits: [
      {
        file: `${EFFECTS}/definition/judge-failure.ts`,
        replace: "if (mayHaveLanded) return { kind: 'unknown', reason, afterMs: (retryAfterSeconds ?? 0) * 1000 };",
        by: "if (mayHaveLanded) return { kind: 'done', outcome: {} };",
      },
    ],
    family: 'effects',
    seeds: 39,
  },
  {
    name: 'written whatever has become of the effect',
    why: 'a worker that was overtaken undoes what another has done, and does it again',
    edits: [
      {
        file: JOURNAL,
        replace: 'if (!isEffectOpen(effect()) || !asKnown(effect())) return false;',
        by: 'if (asKnown === undefined) return false;',
      },
    ],
    family: 'effects',
    odds: { 'freeze-after': 0.06, 'freeze-before': 0.06 },
    seeds: 30,
  },
  {
    name: 'claimed whoever holds it',
    why: 'two workers call at once',
    edits: [
      {
        file: JOURNAL,
        replace:
          'known.epoch === epoch && known.claim?.leaseUntil === earlier?.leaseUntil && claim.epoch === epoch + 1;',
        by: 'known.epoch + epoch >= 0 || earlier;',
      },
    ],
    family: 'effects',
    seeds: 72,
  },
  {
    name: 'no way back to an effect',
    why: 'a worker dies before the call, and nobody ever makes it',
    edits: [
      { file: CHANGE, replace: '...told, ...effects.map((effect) => effectDue(owner, effect))]', by: '...told]' },
    ],
    family: 'effects',
    seeds: 30,
  },
  {
    name: 'an effect that waits is forgotten',
    why: 'GitHub was down for a minute, and the pull request is never opened',
    edits: [
      {
        file: `${EFFECTS}/handle-effect-due.ts`,
        replace: "if (result.kind === 'waiting')",
        by: "if (result.kind === 'parked')",
      },
    ],
    family: 'effects',
    seeds: 30,
  },
];
