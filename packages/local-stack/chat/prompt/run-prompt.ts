/** The prompt: a person types commands and actions, and messages appear as Discord shows them. */
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { DiscordSandbox, MessageChange } from '@valine/sandboxes';
import { type Action, parseLine } from '../actions/parse-line.ts';
import { type Actor, runAction } from '../actions/run-action.ts';
import type { TerminalLook } from '../render/look.ts';
import { indent, renderMessage } from '../render/render-message.ts';
import { wrapText } from '../render/wrap-text.ts';
import type { LocalSystem } from '../system/local-system.ts';
import { completeLine } from './complete-line.ts';
import { readHistory, writeHistory } from './history-file.ts';

/** `columns` and `look`: of a terminal that is one. */
export type Terminal = {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream & { columns?: number };
  look: TerminalLook;
};

/** Discord's flag of a message that is still awaited. */
const LOADING = 128;

/** Resolves when the person leaves. */
export async function runPrompt(system: LocalSystem, dataDir: string, terminal: Terminal): Promise<void> {
  const actor: Actor = { name: undefined };
  const readline = openReadline(system, actor, join(dataDir, 'prompt-history'), terminal);
  const screen = createScreen(readline, terminal.output, actor);
  const stopListening = system.discord?.onChange((change) => {
    const text = system.discord && shownChange(system.discord, change, terminal.look);
    if (text !== undefined) screen.showAbove(text);
  });
  screen.ask();
  // One line after the other, also when several are pasted at once.
  for await (const line of readline) {
    const action = parseLine(line);
    if (action.do === 'quit') break;
    screen.show(await act(system, actor, action));
    screen.ask();
  }
  readline.close();
  stopListening?.();
}

function openReadline(system: LocalSystem, actor: Actor, historyFile: string, { input, output }: Terminal): Interface {
  const history = readHistory(historyFile);
  const completer = completerFor(system, actor);
  const readline = createInterface({ input, output, history, historySize: 500, completer });
  readline.on('history', (newestFirst: string[]) => writeHistory(historyFile, newestFirst));
  readline.on('SIGINT', () => (readline.line === '' ? readline.close() : clearLine(readline)));
  return readline;
}

/** As shells do: what was half typed is given up, and the prompt stays. */
function clearLine(readline: Interface): void {
  for (const name of ['e', 'u']) readline.write(null, { ctrl: true, name });
}

function completerFor(system: LocalSystem, actor: Actor) {
  return (line: string, done: (error: null, result: [string[], string]) => void): void => {
    void completeLine(system, line, actor.name)
      .catch(() => undefined)
      .then((result) => done(null, result ?? [[], line]));
  };
}

async function act(system: LocalSystem, actor: Actor, action: Action): Promise<string | undefined> {
  try {
    const { text, sent } = await runAction(system, actor, action);
    return sent?.outcome === 'failed' ? `The application did not respond: ${sent.why}.` : text;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Writes to the terminal, also while somebody types or after they have left. */
function createScreen(readline: Interface, output: Terminal['output'], actor: Actor) {
  let open = true;
  const fitted = (text: string) => (output.columns === undefined ? text : wrapText(text, output.columns || 80));
  readline.once('close', () => {
    open = false;
  });
  return {
    show(text: string | undefined): void {
      if (text !== undefined) output.write(`${fitted(text)}\n`);
    },
    /** Writes above the line that is being typed, and prints that line again below. */
    showAbove(text: string): void {
      output.write(`\r\u001b[K${fitted(text)}\n`);
      if (open) readline.prompt(true);
    },
    ask(): void {
      readline.setPrompt(`${actor.name ?? 'you'}> `);
      if (open) readline.prompt();
    },
  };
}

/** A change in the channel as it appears above the prompt. Undefined while the answer is not there yet. */
function shownChange(discord: DiscordSandbox, { kind, stored }: MessageChange, look: TerminalLook): string | undefined {
  const { message } = stored;
  if (kind === 'deleted' || (message.flags ?? 0) & LOADING) return undefined;
  const thread = discord.threadUnder(message.channel_id);
  const person = discord.directWith(message.channel_id);
  const inChannel = person === undefined ? numberOf(discord, message.id) : `direct message to ${person}`;
  const where = thread === undefined ? inChannel : `thread “${thread.name}”`;
  const edited = message.edited_timestamp === null ? '' : ', edited';
  const text = renderMessage(message, look);
  const head = look.colour
    ? `\u001b[1mValine\u001b[0m \u001b[2m${where}${edited}\u001b[0m`
    : `Valine ${where}${edited}`;
  return `${head}\n${indent(text, thread === undefined ? '' : '    ')}`;
}

/** As `!messages` numbers it. */
function numberOf(discord: DiscordSandbox, messageId: string): string {
  return `message ${discord.messages().findIndex(({ message }) => message.id === messageId) + 1}`;
}
