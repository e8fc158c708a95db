/** Breakages of what makes messages in Discord. */
import type { Mutant } from './mutant.ts';

const JUDGE = 'services/notifier/judge-failure.ts';
const OUTCOME = 'services/notifier/message-journal.ts';
const STEP = 'services/notifier/decide-step.ts';
const NOTIFIER = 'services/notifier/create-notifier.ts';

export const NOTIFIER_MUTANTS: readonly Mutant[] = [
  {
    name: 'success reported for what was not answered',
    why: 'a message counts as shown that nobody has seen',
    file: JUDGE,
    replace: "return { kind: 'unknown', reason };",
    by: "return { kind: 'done', outcome: { kind: 'shown', channelId: step.channelId } };",
  },
  {
    name: 'a 500 taken for “nothing happened”',
    why: 'a message that was made in spite of the error is made again',
    file: JUDGE,
    replace: "return { kind: 'unknown', reason };",
    by: "return { kind: 'later', afterMs: 1000, reason };",
    seeds: 135,
  },
  {
    name: 'a closed reply taken for a failure',
    why: 'an answer that is late stays unsaid, where the channel would have taken it',
    file: JUDGE,
    replace: 'return CLOSED.includes(status)',
    by: 'return false',
    odds: { 'token-dies-early': 0.2 },
  },
  {
    name: 'another nonce for every try',
    why: 'Discord cannot tell that it is the same message',
    file: 'services/notifier/write-message.ts',
    replace: 'await discord.createMessage(step.channelId, body, nonce)',
    by: 'await discord.createMessage(step.channelId, body, nonce + Math.trunc(performance.now() * 1e6))',
  },
  {
    name: 'older revisions shown over newer ones',
    why: 'a finished run is shown as running again',
    file: STEP,
    replace: 'if (revision > record.shownRevision)',
    by: 'if (revision !== record.shownRevision)',
  },
  {
    name: 'a later text written while an earlier one may still land',
    why: 'the earlier one lands over it and stays',
    file: STEP,
    replace: 'if (unsettled === undefined || ',
    by: 'if (true || ',
    odds: { late: 0.2 },
    seeds: 375,
  },
  {
    name: 'unconfirmed edits forgotten when the reply closes',
    why: 'the answer is posted a second time',
    file: OUTCOME,
    replace: 'withoutMessage(record) : withUnsure(record, claim)',
    by: 'withoutMessage(record) : record',
    odds: { 'token-dies-early': 0.2 },
    seeds: 33,
  },
  {
    name: 'any message of ours taken for the one looked for',
    why: "somebody else's answer is overwritten",
    file: 'services/notifier/write-message.ts',
    replace: 'return message.author.bot && recent && claim.fingerprints.includes(fingerprintOf(message));',
    by: 'return message.author.bot && recent;',
    seeds: 183,
  },
  {
    name: 'messages made again under the old nonce',
    why: 'Discord gives back the message that was deleted, and nothing is shown',
    file: OUTCOME,
    replace: 'deletions: record.deletions + 1',
    by: 'deletions: record.deletions',
    family: 'issues',
    odds: { 'token-dies-early': 0.5 },
    seeds: 411,
  },
  {
    name: 'thread forgotten',
    why: 'lines of a run stand all over the channel',
    file: 'services/notifier/decide-step.ts',
    replace: "return { is: 'channel', channelId: threadId, because: 'its thread' };",
    by: "return { is: 'channel', channelId: channelId ?? threadId, because: 'its thread' };",
  },
  {
    name: 'interaction token in a log line',
    why: 'whoever reads logs can answer in our name',
    file: NOTIFIER,
    replace: 'const about = { key: record.id, step: step.do, notification: notification.id };',
    by: 'const about = { key: record.id, step: step.do, notification: notification.id, place: JSON.stringify(notification.place).replaceAll(/[":]/g, " ") };',
  },
  {
    name: 'an edit claimed over an open claim',
    why: 'two workers write the same message, and the older text may stay',
    file: 'packages/records/posted-message.ts',
    replace: 'return open && quiet && message.shownRevision < claim.revision;',
    by: 'return open;',
    family: 'issues',
    seeds: 198,
  },
];
