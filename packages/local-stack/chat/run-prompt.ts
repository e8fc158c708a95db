/** The prompt: a person types commands and actions, and messages appear as Discord would show them. */
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { completeLine } from './complete-line.ts';
import { readHistory, writeHistory } from './history-file.ts';
import { parseLine } from './parse-line.ts';
import { runAction, type Speaker } from './run-action.ts';
import { shownChange } from './shown-change.ts';
import type { Town } from './town.ts';

/** Resolves when the person leaves. */
export async function runPrompt(
  town: Town,
  dataDir: string,
  input = process.stdin,
  output = process.stdout,
): Promise<void> {
  const historyFile = join(dataDir, 'prompt-history');
  const speaker: Speaker = { name: undefined };
  let typed: string[] = readHistory(historyFile);
  const readline = createInterface({
    input,
    output,
    history: typed,
    historySize: 500,
    removeHistoryDuplicates: true,
    completer: completer(town, speaker),
  });
  readline.on('history', (history: string[]) => {
    typed = history;
  });
  const stopListening = town.discord?.onChange((change) => {
    const text = town.discord && shownChange(town.discord, change);
    if (text) printAbove(readline, output, `${text}\n`);
  });
  readline.on('SIGINT', () => readline.close());
  await readLines(readline, output, town, speaker);
  stopListening?.();
  writeHistory(historyFile, typed);
}

function completer(town: Town, speaker: Speaker) {
  return (line: string, done: (error: null, result: [string[], string]) => void): void => {
    const completion = town.discord && completeLine(town.discord, line, speaker.name);
    Promise.resolve(completion)
      .catch(() => undefined)
      .then((result) => done(null, result ?? [[], line]));
  };
}

/** Lines are taken one after the other, also when they are pasted together. */
async function readLines(readline: Interface, output: NodeJS.WriteStream, town: Town, speaker: Speaker): Promise<void> {
  const ask = () => {
    readline.setPrompt(`${speaker.name ?? 'you'}> `);
    readline.prompt();
  };
  ask();
  for await (const line of readline) {
    const action = parseLine(line);
    if (action.do === 'quit') break;
    try {
      const { text, sent } = await runAction(town, speaker, action);
      if (text !== undefined) output.write(`${text}\n`);
      if (sent?.outcome === 'failed') output.write(`The application did not respond: ${sent.why}.\n`);
    } catch (error) {
      output.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    ask();
  }
  readline.close();
}

/** Writes above the line that is being typed, which then stands below again. */
function printAbove(readline: Interface, output: NodeJS.WriteStream, text: string): void {
  output.write(`\r\u001b[K${text}`);
  readline.prompt(true);
}
