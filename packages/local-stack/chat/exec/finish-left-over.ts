/** `--exec`: what an earlier stop or kill left behind is finished and shown before the first command. */
import type { IdleOptions } from '../../stack/stack.ts';
import { type LocalSystem, whenQuiet } from '../system/local-system.ts';
import { conversationTexts } from './conversation-text.ts';
import type { Watch } from './watch-messages.ts';

/** Long enough for what waits for its next try; not for ever, as a platform may still be away. */
const PATIENCE: IdleOptions = { timeoutSeconds: 90, ignoreDelaysOverSeconds: 75 };

/** What is done by then is worth no heading of its own: a look that finds nothing to do. */
const SOON_SECONDS = 2;

/** `watch` began before the stack did. Prints nothing when nothing was left over. */
export async function finishLeftOver(
  system: LocalSystem & { discord: NonNullable<LocalSystem['discord']> },
  watch: Watch,
  print: (text: string) => void,
): Promise<void> {
  const busy = await problemOf(whenQuiet(system, { ...PATIENCE, timeoutSeconds: SOON_SECONDS }));
  if (busy !== undefined) print(leftOverMessage());
  const problem = busy && (await problemOf(whenQuiet(system, PATIENCE)));
  const texts = conversationTexts(system.discord, watch.changed());
  watch.stop();
  if (busy === undefined && texts.length === 0) return;
  if (busy === undefined) print(leftOverMessage());
  for (const text of texts) print(text);
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

function notFinishedMessage(problem: string): string {
  return `It is not finished, and goes on beside what follows. ${problem}`;
}
