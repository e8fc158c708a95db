/** Breakages of what moves runs, and of what is sent when they have moved. */
import type { Mutant } from '../mutant.ts';

const CHANGE = 'services/dispatcher/effects/change-owner.ts';
const PLAN = 'services/dispatcher/plans/plan/handle.ts';
const ANSWER = 'services/dispatcher/replies/answer-once.ts';
const NOTIFICATIONS = 'services/dispatcher/replies/notifications.ts';
const PROGRESS = 'services/dispatcher/plans/issues';

export const DISPATCHER_MUTANTS: readonly Mutant[] = [
  {
    name: 'taken in before, taken in again',
    why: 'an approval that comes twice is refused the second time, and so the answer changes',
    file: CHANGE,
    replace: 'if (owner.applied.includes(source)) return',
    by: 'if (owner.applied.length < 0) return',
  },
  {
    name: 'nothing sent after a change',
    why: 'nobody hears of it',
    file: CHANGE,
    replace: 'if (effects.length === 0) await flushOutbox(ports, record);',
    by: 'if (effects.length === 0) return { owner: record, verdict, isWritten: true };',
    seeds: 66,
  },
  {
    name: 'unsent messages dropped by the next change',
    why: 'a line in the thread or an answer never comes',
    file: CHANGE,
    replace: 'outbox: [...withNewest(owner.outbox, told), ...due]',
    by: 'outbox: [...told, ...due]',
  },
  {
    name: 'answered again when asked again',
    why: 'a copy of the command is answered from what is true by then',
    file: ANSWER,
    replace: "await ports.store.find('request', interaction.id);",
    by: 'undefined;',
    also: [
      {
        file: ANSWER,
        replace: "if ((await ports.store.create(request)) === 'created') await",
        by: 'if ((await ports.store.create(request)) !== undefined) await',
      },
    ],
    seeds: 33,
  },
  {
    name: 'an earlier answer not finished',
    why: 'the person waits for an answer that nobody sends any more',
    file: ANSWER,
    replace: '  await finishBegun(ports, interaction);\n  await flushOutbox(ports, earlier);\n',
    by: '',
  },
  {
    name: 'refusals for everybody',
    why: 'a typo of one person is read by the whole channel',
    file: NOTIFICATIONS,
    replace: "return reply.private ? answer : { ...answer, place: { in: 'aside', reply } };",
    by: "return reply.private ? answer : { ...answer, place: { in: 'reply', reply } };",
  },
  {
    name: 'a plan under a new id for every try',
    why: 'one command makes two runs',
    file: PLAN,
    replace: 'id: planId(request.id),',
    by: 'id: planId(request.id + now),',
  },
  {
    name: 'a replayed plan answered anew',
    why: 'people are told that there is nothing to plan, under a plan',
    file: ANSWER,
    replace: "  ['plan', 'plan'],\n",
    by: '',
    family: 'issues',
    seeds: 72,
  },
  {
    name: 'cards of one revision',
    why: 'the card stays as it was first shown',
    file: NOTIFICATIONS,
    replace: 'FIRST_CARD_REVISION + plan.version - 1',
    by: 'FIRST_CARD_REVISION',
  },
  {
    name: 'thread lines under one key',
    why: 'every line overwrites the one before it',
    file: NOTIFICATIONS,
    replace: 'key: `thread:',
    by: 'key: `thread:`.concat(run.id) || `thread:',
  },
  {
    name: 'frozen past its end, written all the same',
    why: 'a worker whose message is long somebody else’s moves a run from old knowledge',
    file: 'services/dispatcher/within-deadline.ts',
    replace: 'if (clock.now() > deadline)',
    by: 'if (false)',
    family: 'plan',
    odds: { 'freeze-after': 0.15, 'freeze-before': 0.15, unauthorized: 0.2 },
  },
  {
    name: 'old deliveries taken for news',
    why: 'a task is called done for what was before the plan',
    file: `${PROGRESS}/decide.ts`,
    replace: ' || isOld(issue, task)) return task;',
    by: ') return task;',
    family: 'issues',
    odds: { 'rate-limited': 0.3, 'webhook-redelivered': 0.9, 'webhook-late': 0.6 },
    seeds: 3405,
  },
  {
    name: 'ended tasks moved again',
    why: 'what was told as done is taken back',
    file: `${PROGRESS}/decide.ts`,
    replace: '  if (!isTaskEnded(task)) return withDate(',
    by: '  if (issue !== undefined) return withDate(',
    family: 'issues',
    seeds: 426,
  },
  {
    name: 'what was held of a plan told without its card',
    why: 'the card stays behind what its thread says',
    file: 'services/dispatcher/plans/record/plan-rules.ts',
    replace: 'return wasHeld || ',
    by: 'return ',
    family: 'issues',
    seeds: 465,
  },
];
