/** Dead letters as a table for a terminal. */
import { agoText } from '@valine/contracts';
import type { LetterList, ListedLetter } from './list-dead-letters.ts';
import { stillHiddenMessage } from './redrive/redrive-messages.ts';
import { tableText } from './table.ts';

const CONTENT_SHOWN = 40;

export function deadLettersTable(lists: readonly LetterList[], { where, now }: { where: string; now: number }): string {
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

function contentText({ type, id, content }: ListedLetter): string {
  if (type !== undefined) return `${type} ${id ?? ''}`.trim();
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return text.length > CONTENT_SHOWN ? `${text.slice(0, CONTENT_SHOWN)}…` : text;
}

function hiddenMessage({ queue, count, letters, cut }: LetterList): string {
  if (cut)
    return `${queue}: only ${letters.length} of about ${count} were looked at and are shown; redrive finds the others too.`;
  const why =
    queue === 'notify' ? 'later ones of a conversation show once its first are gone' : 'somebody has taken them';
  return `${queue}: ${letters.length} of about ${count} shown; ${why}.`;
}

function nextStepMessage(): string {
  return 'Once the cause is put right: valine redrive --all, or --message <message> for chosen ones.';
}
