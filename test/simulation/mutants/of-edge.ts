/** Breakages of what every worker shares, of the door, and of what only reads. */
import type { Mutant } from './mutant.ts';

const WORKER = 'packages/lambda-kit/worker.ts';
const SETTLE = 'packages/lambda-kit/settle.ts';
const OUTBOX = 'packages/lambda-kit/flush-outbox.ts';
const DOOR = 'services/ingress/discord/handle.ts';

export const EDGE_MUTANTS: readonly Mutant[] = [
  {
    name: 'failures of a batch not reported',
    why: 'the queue deletes what was not done',
    edits: [
      {
        file: WORKER,
        replace: 'return (await mapBounded(lanes, concurrency, runLane)).flat();',
        by: 'await mapBounded(lanes, concurrency, runLane); return [];',
      },
    ],
    seeds: 30,
  },
  {
    name: 'group order ignored',
    why: 'a text is shown after the one that was to follow it',
    edits: [{ file: WORKER, replace: 'options.fifo ? groupLanes(records) : records', by: 'records' }],
    seeds: 30,
  },
  {
    name: 'a handler that is late counted as done',
    why: 'the message is deleted under a handler that may still fail',
    edits: [{ file: WORKER, replace: 'if (end !== LATE) return', by: 'return' }],
    odds: { 'no-answer': 0.3, 'freeze-before': 0.05 },
    seeds: 468,
  },
  {
    name: 'poison deleted',
    why: 'what nobody understands is gone before anybody can look at it',
    edits: [
      {
        file: WORKER,
        replace: 'problem: parsed.problem });\n    return RETURN;',
        by: "problem: parsed.problem });\n    return { is: 'finished' };",
      },
    ],
    family: 'issues',
    seeds: 297,
  },
  {
    name: 'poison takes its batch with it',
    why: 'neighbours of a broken message end among the dead letters',
    edits: [{ file: WORKER, replace: 'if (!parsed.ok) {', by: "if (!parsed.ok) {\n    throw new Error('poison');" }],
    family: 'issues',
    seeds: 30,
  },
  {
    name: 'RetryLater swallowed',
    why: 'what was to wait is never done',
    edits: [
      { file: SETTLE, replace: "return { is: 'wait', seconds: afterSeconds };", by: "return { is: 'finished' };" },
    ],
    seeds: 30,
  },
  {
    name: 'trouble of the store taken for an end',
    why: 'a throttled table loses messages',
    edits: [{ file: SETTLE, replace: "return { is: 'wait', seconds };", by: "return { is: 'finished' };" }],
    seeds: 30,
  },
  {
    name: 'a message that could not be put back is deleted',
    why: 'the queue was down for a moment, and the command is gone',
    edits: [
      {
        file: 'packages/lambda-kit/put-back.ts',
        replace: 'error });\n      return idsOf(records);',
        by: 'error });\n      return [];',
      },
    ],
    seeds: 30,
  },
  {
    name: 'outbox cleared before it is sent',
    why: 'who dies in between has promised messages that nobody sends',
    edits: [
      {
        file: OUTBOX,
        replace: '  await sendOutgoing(\n    queues,',
        by: '  await store.clearOutbox(record);\n  await sendOutgoing(\n    queues,',
      },
      { file: OUTBOX, replace: '  );\n  await store.clearOutbox(record);', by: '  );' },
    ],
    seeds: 30,
  },
  {
    name: 'outbox never cleared',
    why: 'every copy of a command sends everything once more',
    edits: [{ file: OUTBOX, replace: '  await store.clearOutbox(record);\n', by: '' }],
    seeds: 30,
  },
  {
    name: 'answered before the queue has it',
    why: 'the person waits for what was never begun',
    edits: [
      {
        file: DOOR,
        replace: "await ports.queues.send('dispatch', [{ body: message }]);",
        by: "ports.queues.send('dispatch', [{ body: message }]).catch(() => {});",
      },
    ],
    seeds: 51,
  },
  {
    name: 'a queue out of reach not told',
    why: 'the person waits for what was never begun',
    edits: [
      {
        file: DOOR,
        replace: 'return mayHaveArrived ? told(',
        by: 'return mayHaveArrived || !mayHaveArrived ? deferred(message.reply.private) : mayHaveArrived ? told(',
      },
    ],
    seeds: 30,
  },
  {
    name: 'interactions not verified when they are signed somehow',
    why: 'anybody can approve a plan',
    edits: [
      {
        file: DOOR,
        replace: 'return ports.verifyInteraction({ signature, timestamp, body, now });',
        by: 'return signature?.length === 128 && now > 0 && timestamp !== undefined && body.length > 0;',
      },
    ],
    seeds: 30,
  },
  {
    name: 'old signatures taken',
    why: 'who has seen a request once can send it for ever',
    edits: [
      {
        file: 'packages/discord/verify-interaction.ts',
        replace: 'TIMESTAMP_TOLERANCE_MS = 5 * 60 * 1000',
        by: 'TIMESTAMP_TOLERANCE_MS = 50 * 60 * 1000',
      },
    ],
    seeds: 30,
  },
  {
    name: 'webhooks not verified',
    why: 'anybody can close a task',
    edits: [
      {
        file: 'services/ingress/github/handle.ts',
        replace: "if (!(await ports.verifyWebhook({ signature: headers['x-hub-signature-256'], body }))) {",
        by: "if (headers['x-github-delivery'] === undefined) {",
      },
    ],
    family: 'doorstep',
    seeds: 30,
  },
  {
    name: 'an issue that could not be read taken for gone',
    why: 'a task is skipped because GitHub was down',
    edits: [
      {
        file: 'services/verifier/plans/reconcile-plan.ts',
        replace: 'github.findIssue(number, left()));',
        by: 'github.findIssue(number, left()).catch(() => undefined));',
      },
    ],
    family: 'ship',
    odds: { 'not-found': 0.1, refused: 0.2 },
    seeds: 30,
  },
];
