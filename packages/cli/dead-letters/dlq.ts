/** `valine dlq`: lists the dead letters, or takes one of them out. */
import { agoText, cutText, QUEUES, type QueueName } from '@valine/contracts';
import { type Command, Option } from 'commander';
import { carryOut } from '../audit/carry-out.ts';
import { CliError, UsageError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { tableText } from '../terminal/table.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import { discardOne } from './discard.ts';
import { discardedMessage, notFoundMessage, notSureMessage, whyDiscardedMessage } from './discard-messages.ts';
import { type DeadLetterList, type ListedDeadLetter, listDeadLetters } from './list-dead-letters.ts';
import { stillHiddenMessage } from './redrive-messages.ts';

/** Characters of a body that is not one of our own messages. */
const CONTENT_SHOWN = 40;

type Options = { queue?: QueueName; discard?: string; reason?: string; yes?: boolean };

export function addDlqCommand(program: Command, tools: Tools): void {
  program
    .command('dlq')
    .description('list dead letters: messages no function could handle')
    .addOption(new Option('--queue <queue>', 'only of this queue').choices(QUEUES))
    .option('--discard <message>', 'take this one out for good, as nobody will repair it')
    .option('--reason <text>', 'with --discard: why; it stands in the audit')
    .option('--yes', 'with --discard: do it; without, it is only said what would be done')
    .action(({ queue, discard: messageId, reason, yes = false }: Options, command: Command) => {
      const from = queue === undefined ? QUEUES : [queue];
      if (messageId === undefined) return withConnection(tools, command, (connection) => list(tools, connection, from));
      const why = reason?.trim();
      if (!why) throw new UsageError(whyDiscardedMessage());
      const wish = { messageId, from, reason: why, isSure: yes };
      return withConnection(tools, command, (connection) => discard(tools, connection, wish));
    });
}

async function list(
  { clock }: Tools,
  { deadLetters, where }: Connection,
  from: readonly QueueName[],
): Promise<Finding> {
  const lists = [];
  for (const name of from) lists.push(await listDeadLetters({ queues: deadLetters, clock }, name));
  return { value: lists, text: deadLettersTable(lists, { where, now: clock.now() }) };
}

type Wish = { messageId: string; from: readonly QueueName[]; reason: string; isSure: boolean };

async function discard(tools: Tools, connection: Connection, wish: Wish): Promise<Finding> {
  const { messageId, from, reason, isSure } = wish;
  const source = { queues: connection.deadLetters, clock: tools.clock };
  const outcome = await discardOne(source, from, messageId, async (found, take) => {
    if (!isSure) return;
    const { queue, type = 'unknown', id = '' } = found;
    const options = { discard: messageId, queue, message: `${type} ${id}`.trim(), reason };
    await carryOut(tools, connection, { what: 'valine dlq', options }, async () => {
      await take();
      return { value: found, text: discardedMessage(found) };
    });
  });
  const { found } = outcome;
  if (found === undefined) throw new CliError(notFoundMessage(messageId, outcome));
  if (!isSure) throw new UsageError(notSureMessage(found, tools.clock.now()));
  return { value: found, text: discardedMessage(found) };
}

function deadLettersTable(lists: readonly DeadLetterList[], { where, now }: { where: string; now: number }): string {
  if (lists.every(({ count }) => count === 0)) return `No dead letters (${where}).`;
  const rows = lists.flatMap(({ queue, letters }) =>
    letters.map((letter) => [
      queue,
      letter.messageId,
      letter.received,
      agoText(letter.sentAt, now),
      contentText(letter),
    ]),
  );
  const hidden = lists.filter(({ count, letters, cut }) => cut || count > letters.length).map(hiddenMessage);
  const late = lists.reduce((sum, { stillHidden }) => sum + stillHidden, 0);
  return [
    tableText(['queue', 'message', 'received', 'sent', 'content'], rows),
    ...hidden,
    ...(late > 0 ? [stillHiddenMessage(late)] : []),
    '',
    nextStepMessage(),
  ].join('\n');
}

function contentText({ type, id, content }: ListedDeadLetter): string {
  if (type !== undefined) return `${type} ${id ?? ''}`.trim();
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return cutText(text, CONTENT_SHOWN);
}

function hiddenMessage({ queue, count, letters, cut }: DeadLetterList): string {
  if (cut)
    return `${queue}: only ${letters.length} of about ${count} were looked at and are shown; redrive finds the others too.`;
  const why =
    queue === 'notify' ? 'later ones of a conversation show once its first are gone' : 'somebody has taken them';
  return `${queue}: ${letters.length} of about ${count} shown; ${why}.`;
}

function nextStepMessage(): string {
  return 'Once the cause is put right: valine redrive --all, or --message <message> for chosen ones. What nobody will repair: valine dlq --discard <message>.';
}
