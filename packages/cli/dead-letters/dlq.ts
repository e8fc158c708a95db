/** `valine dlq`: lists the dead letters. */
import { agoText, cutText, QUEUES, type QueueName } from '@valine/contracts';
import { type Command, Option } from 'commander';
import type { Tools } from '../terminal/ports.ts';
import { tableText } from '../terminal/table.ts';
import { withConnection } from '../terminal/with-connection.ts';
import { type DeadLetterList, type ListedDeadLetter, listDeadLetters } from './list-dead-letters.ts';
import { stillHiddenMessage } from './redrive-messages.ts';

/** Characters of a body that is not one of our own messages. */
const CONTENT_SHOWN = 40;

export function addDlqCommand(program: Command, tools: Tools): void {
  program
    .command('dlq')
    .description('list dead letters: messages no function could handle')
    .addOption(new Option('--queue <queue>', 'only of this queue').choices(QUEUES))
    .action(({ queue }: { queue?: QueueName }, command: Command) =>
      withConnection(tools, command, async ({ deadLetters, where }) => {
        const lists = [];
        const source = { queues: deadLetters, clock: tools.clock };
        for (const name of queue === undefined ? QUEUES : [queue]) lists.push(await listDeadLetters(source, name));
        return { value: lists, text: deadLettersTable(lists, { where, now: tools.clock.now() }) };
      }),
    );
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
  return 'Once the cause is put right: valine redrive --all, or --message <message> for chosen ones.';
}
