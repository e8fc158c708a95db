/** The prompt: a person types commands and actions, and messages appear as Discord would show them. */
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { type Action, parseLine } from '../actions/parse-line.ts';
import { type Actor, runAction } from '../actions/run-action.ts';
import type { LocalSystem } from '../system/local-system.ts';
import { completeLine } from './complete-line.ts';
import { readHistory, writeHistory } from './history-file.ts';
import { shownChange } from './shown-change.ts';

export type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };

const PROCESS: Terminal = { input: process.stdin, output: process.stdout };

/** Resolves when the person leaves. */
export async function runPrompt(system: LocalSystem, dataDir: string, terminal: Terminal = PROCESS): Promise<void> {
  const actor: Actor = { name: undefined };
  const readline = openReadline(system, actor, join(dataDir, 'prompt-history'), terminal);
  const screen = createScreen(readline, terminal.output, actor);
  const stopListening = system.discord?.onChange((change) => {
    const text = system.discord && shownChange(system.discord, change);
    if (text !== undefined) screen.showAbove(text);
  });
  screen.ask();
  // Lines are taken one after the other, also when they are pasted together.
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
  readline.on('SIGINT', () => readline.close());
  return readline;
}

function completerFor(system: LocalSystem, actor: Actor) {
  return (line: string, done: (error: null, result: [string[], string]) => void): void => {
    const completion = system.discord && completeLine(system.discord, line, actor.name);
    void Promise.resolve(completion)
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

/** What is written while somebody types, or may have left already. */
function createScreen(readline: Interface, output: NodeJS.WritableStream, actor: Actor) {
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
      readline.setPrompt(`${actor.name ?? 'you'}> `);
      if (open) readline.prompt();
    },
  };
}
