/** `--exec`: before the first command, finishes and shows what an earlier stop or kill left unfinished. */
import type { IdleOptions } from '../../stack/stack.ts';
import { type LocalSystem, whenQuiet } from '../system/local-system.ts';
import type { Watch } from '../system/watch-messages.ts';
import { conversationTexts } from './conversation-text.ts';

/** Long enough for a message that waits for its next try. Not for ever: a platform may still be down. */
const LIMITS: IdleOptions = { timeoutSeconds: 90, ignoreDelaysOverSeconds: 75 };

/** Work that ends by then gets no heading: mostly a poll that finds nothing to do. */
const SOON_SECONDS = 2;

/** `watch` was started before the stack. Prints nothing when nothing was left over. */
export async function finishLeftOver(
  system: LocalSystem & { discord: NonNullable<LocalSystem['discord']> },
  watch: Watch,
  print: (text: string) => void,
): Promise<void> {
  const busy = await problemOf(whenQuiet(system, { ...LIMITS, timeoutSeconds: SOON_SECONDS }));
  if (busy !== undefined) print(leftOverMessage());
  const problem = busy && (await problemOf(whenQuiet(system, LIMITS)));
  const texts = conversationTexts(system.discord, watch.changed());
  watch.stop();
  if (busy === undefined && texts.length === 0) return;
  if (busy === undefined) print(leftOverMessage());
  for (const text of texts) print(text);
  if (texts.length === 0 && problem === undefined) print(nothingToShowMessage());
  if (problem !== undefined) print(notFinishedMessage(problem));
  print('');
}

async function problemOf(work: Promise<void>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function leftOverMessage(): string {
  return 'Left over from an earlier run, finished first:';
}

/** A heading with nothing below it looks as if something were missing. */
function nothingToShowMessage(): string {
  return 'It is finished; no message has changed.';
}

function notFinishedMessage(problem: string): string {
  return `It is not finished, and goes on beside what follows. ${problem}`;
}
