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
    file: WORKER,
    replace: 'return (await mapBounded(lanes, concurrency, runLane)).flat();',
    by: 'await mapBounded(lanes, concurrency, runLane); return [];',
  },
  {
    name: 'group order ignored',
    why: 'a text is shown after the one that was to follow it',
    file: WORKER,
    replace: 'options.fifo ? groupLanes(records) : records',
    by: 'records',
  },
  {
    name: 'a handler that is late counted as done',
    why: 'the message is deleted under a handler that may still fail',
    file: WORKER,
    replace: 'if (end !== LATE) return',
    by: 'return',
    odds: { 'no-answer': 0.3, 'freeze-before': 0.05 },
    seeds: 468,
  },
  {
    name: 'poison deleted',
    why: 'what nobody understands is gone before anybody can look at it',
    file: WORKER,
    replace: 'problem: parsed.problem });\n    return RETURN;',
    by: "problem: parsed.problem });\n    return { is: 'finished' };",
    family: 'issues',
    seeds: 297,
  },
  {
    name: 'poison takes its batch with it',
    why: 'neighbours of a broken message end among the dead letters',
    file: WORKER,
    replace: 'if (!parsed.ok) {',
    by: "if (!parsed.ok) {\n    throw new Error('poison');",
    family: 'issues',
  },
  {
    name: 'RetryLater swallowed',
    why: 'what was to wait is never done',
    file: SETTLE,
    replace: "return { is: 'wait', seconds: afterSeconds };",
    by: "return { is: 'finished' };",
  },
  {
    name: 'trouble of the store taken for an end',
    why: 'a throttled table loses messages',
    file: SETTLE,
    replace: "return { is: 'wait', seconds };",
    by: "return { is: 'finished' };",
  },
  {
    name: 'a message that could not be put back is deleted',
    why: 'the queue was down for a moment, and the command is gone',
    file: 'packages/lambda-kit/put-back.ts',
    replace: 'error });\n      return idsOf(records);',
    by: 'error });\n      return [];',
  },
  {
    name: 'outbox cleared before it is sent',
    why: 'who dies in between has promised messages that nobody sends',
    file: OUTBOX,
    replace: '  await sendOutgoing(\n    queues,',
    by: '  await store.clearOutbox(record);\n  await sendOutgoing(\n    queues,',
    also: [{ file: OUTBOX, replace: '  );\n  await store.clearOutbox(record);', by: '  );' }],
  },
  {
    name: 'outbox never cleared',
    why: 'every copy of a command sends everything once more',
    file: OUTBOX,
    replace: '  await store.clearOutbox(record);\n',
    by: '',
  },
  {
    name: 'answered before the queue has it',
    why: 'the person waits for what was never begun',
    file: DOOR,
    replace: "await ports.queues.send('dispatch', [{ body: message }]);",
    by: "ports.queues.send('dispatch', [{ body: message }]).catch(() => {});",
    seeds: 51,
  },
  {
    name: 'a queue out of reach not told',
    why: 'the person waits for what was never begun',
    file: DOOR,
    replace: 'return mayHaveArrived ? told(',
    by: 'return mayHaveArrived || !mayHaveArrived ? deferred(message.reply.private) : mayHaveArrived ? told(',
  },
  {
    name: 'interactions not verified when they are signed somehow',
    why: 'anybody can approve a plan',
    file: DOOR,
    replace: 'return ports.verifyInteraction({ signature, timestamp, body, now });',
    by: 'return signature?.length === 128 && now > 0 && timestamp !== undefined && body.length > 0;',
  },
  {
    name: 'old signatures taken',
    why: 'who has seen a request once can send it for ever',
    file: 'packages/discord/verify-interaction.ts',
    replace: 'TIMESTAMP_TOLERANCE_MS = 5 * 60 * 1000',
    by: 'TIMESTAMP_TOLERANCE_MS = 50 * 60 * 1000',
  },
  {
    name: 'webhooks not verified',
    why: 'anybody can close a task',
    file: 'services/ingress/github/handle.ts',
    replace: "if (!(await ports.verifyWebhook({ signature: headers['x-hub-signature-256'], body }))) {",
    by: "if (headers['x-github-delivery'] === undefined) {",
    family: 'doorstep',
  },
  {
    name: 'an issue that could not be read taken for gone',
    why: 'a task is skipped because GitHub was down',
    file: 'services/verifier/plans/reconcile-plan.ts',
    replace: 'github.findIssue(number, left()));',
    by: 'github.findIssue(number, left()).catch(() => undefined));',
    family: 'ship',
    odds: { 'not-found': 0.1, refused: 0.2 },
  },
];
