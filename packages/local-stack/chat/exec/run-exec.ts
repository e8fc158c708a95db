/** `--exec` and `--tour`: runs lines one after the other and prints the result of each. */
import type { StoredMessage } from '@valine/sandboxes';
import { parseLine } from '../actions/parse-line.ts';
import { type Actor, type Done, runAction } from '../actions/run-action.ts';
import { type LocalSystem, whenQuiet } from '../system/local-system.ts';
import { watchMessages } from '../system/watch-messages.ts';
import { conversationTexts } from './conversation-text.ts';

const LOADING = 128;

/** `line`: what is typed after all that was printed; nothing is where it gives nothing. `says`: what it is for. */
export type Line = { says?: string; mayBeRefused?: true; line(printed: string): string | undefined };

/** True if every line did what it should. */
export async function runExec(
  system: LocalSystem & { discord: NonNullable<LocalSystem['discord']> },
  lines: readonly Line[],
  print: (text: string) => void,
): Promise<boolean> {
  const actor: Actor = { name: undefined };
  let good = true;
  let printed = '';
  const show = (text: string) => {
    printed += `${text}\n`;
    print(text);
  };
  for (const { says, mayBeRefused = false, line } of lines) {
    const typed = line(printed);
    if (typed === undefined) continue;
    show([...(printed === '' ? [] : ['']), ...(says === undefined ? [] : [`# ${says}`]), `> ${typed}`].join('\n'));
    good = ((await runLine(system, actor, typed, show)) || mayBeRefused) && good;
  }
  return good;
}

async function runLine(
  system: LocalSystem & { discord: NonNullable<LocalSystem['discord']> },
  actor: Actor,
  line: string,
  print: (text: string) => void,
): Promise<boolean> {
  const watch = watchMessages(system.discord);
  try {
    const done = await tryAction(system, actor, line);
    if (done.text !== undefined) print(done.text);
    const quiet = await becameQuiet(system, print);
    const changed = watch.changed();
    for (const text of conversationTexts(system.discord, changed)) print(text);
    const problem = done.sent === undefined ? undefined : problemOf(system, done.sent, changed);
    if (problem !== undefined) print(problem);
    return quiet && problem === undefined && !done.failed && !isRefused(done, changed);
  } finally {
    watch.stop();
  }
}

async function tryAction(system: LocalSystem, actor: Actor, line: string): Promise<Done> {
  try {
    return await runAction(system, actor, parseLine(line));
  } catch (error) {
    if (error instanceof Error) return { text: error.message, failed: true };
    throw error;
  }
}

async function becameQuiet(system: LocalSystem, print: (text: string) => void): Promise<boolean> {
  try {
    await whenQuiet(system);
    return true;
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return false;
  }
}

function problemOf(
  { stack }: LocalSystem,
  sent: NonNullable<Done['sent']>,
  changed: readonly StoredMessage[],
): string | undefined {
  if (sent.outcome === 'failed') return `The application did not respond: ${sent.why}.`;
  const answer = answersOf(sent, changed).find(({ message }) => (message.flags ?? 0) & LOADING);
  return answer === undefined ? undefined : noAnswerMessage(stack.logDir);
}

function noAnswerMessage(logDir: string): string {
  return `The answer never came. See !state for dead letters, and the logs in ${logDir}.`;
}

/** A command that works is deferred and answered later. It has failed if it is answered at once, or with a reason code. */
function isRefused({ sent }: Done, changed: readonly StoredMessage[]): boolean {
  if (sent === undefined) return false;
  if (sent.outcome !== 'deferred') return true;
  return answersOf(sent, changed).some(({ message }) => JSON.stringify(message).includes('reason_code'));
}

function answersOf(sent: NonNullable<Done['sent']>, changed: readonly StoredMessage[]): StoredMessage[] {
  return changed.filter((each) => each.interactionId === sent.interactionId);
}
