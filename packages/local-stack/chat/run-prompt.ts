/** The prompt: a person types commands and actions, and messages appear as Discord would show them. */
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { completeLine } from './complete-line.ts';
import { readHistory, writeHistory } from './history-file.ts';
import { type Action, parseLine } from './parse-line.ts';
import { runAction, type Speaker } from './run-action.ts';
import { shownChange } from './shown-change.ts';
import type { Town } from './town.ts';

export type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };

const PROCESS: Terminal = { input: process.stdin, output: process.stdout };

/** Resolves when the person leaves. */
export async function runPrompt(town: Town, dataDir: string, terminal: Terminal = PROCESS): Promise<void> {
  const speaker: Speaker = { name: undefined };
  const readline = openReadline(town, speaker, join(dataDir, 'prompt-history'), terminal);
  const screen = createScreen(readline, terminal.output, speaker);
  const stopListening = town.discord?.onChange((change) => {
    const text = town.discord && shownChange(town.discord, change);
    if (text !== undefined) screen.showAbove(text);
  });
  screen.ask();
  // Lines are taken one after the other, also when they are pasted together.
  for await (const line of readline) {
    const action = parseLine(line);
    if (action.do === 'quit') break;
    screen.show(await act(town, speaker, action));
    screen.ask();
  }
  readline.close();
  stopListening?.();
}

function openReadline(town: Town, speaker: Speaker, historyFile: string, { input, output }: Terminal): Interface {
  const history = readHistory(historyFile);
  const completer = completerFor(town, speaker);
  const readline = createInterface({ input, output, history, historySize: 500, completer });
  readline.on('history', (newestFirst: string[]) => writeHistory(historyFile, newestFirst));
  readline.on('SIGINT', () => readline.close());
  return readline;
}

function completerFor(town: Town, speaker: Speaker) {
  return (line: string, done: (error: null, result: [string[], string]) => void): void => {
    const completion = town.discord && completeLine(town.discord, line, speaker.name);
    void Promise.resolve(completion)
      .catch(() => undefined)
      .then((result) => done(null, result ?? [[], line]));
  };
}

async function act(town: Town, speaker: Speaker, action: Action): Promise<string | undefined> {
  try {
    const { text, sent } = await runAction(town, speaker, action);
    return sent?.outcome === 'failed' ? `The application did not respond: ${sent.why}.` : text;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What is written while somebody types, or may have left already. */
function createScreen(readline: Interface, output: NodeJS.WritableStream, speaker: Speaker) {
  let open = true;
  readline.once('close', () => {
    open = false;
  });
  return {
    show(text: string | undefined): void {
      if (text !== undefined) output.write(`${text}\n`);
    },
    /** Above the line that is being typed, which then stands below again. */
    showAbove(text: string): void {
      output.write(`\r\u001b[K${text}\n`);
      if (open) readline.prompt(true);
    },
    ask(): void {
      readline.setPrompt(`${speaker.name ?? 'you'}> `);
      if (open) readline.prompt();
    },
  };
}
