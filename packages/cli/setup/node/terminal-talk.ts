/** Talks at the terminal. A secret is not shown while it is typed. */
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Talk } from '../decide/ports.ts';
import { stepMessage } from '../decide/setup-messages.ts';
import type { Question, Step } from '../decide/step.ts';
import type { LocalPage } from './local-page.ts';

type Streams = { input: NodeJS.ReadableStream & { isTTY?: boolean }; output: NodeJS.WritableStream };

/** `page`: where GitHub leads back to; it is opened when it is needed. */
export function createTerminalTalk({ input, output }: Streams, openPage: () => Promise<LocalPage>): Talk {
  const say = (text: string) => void output.write(`${text}\n`);
  let last = '';
  const ask = (prompt: string, isSecret = false) => readLine({ input, output }, prompt, isSecret);
  return {
    isInteractive: true,
    show(steps: readonly Step[]) {
      const now = steps.find(({ is }) => is !== 'done');
      const text = now === undefined ? '' : stepMessage(now);
      if (text !== '' && text !== last) say(text);
      last = text;
    },
    say,
    async ask(question, problem) {
      if (problem !== undefined) say(problem);
      return answerTo(question, await ask(promptMessage(question), question.kind === 'secret'));
    },
    async wait(step) {
      say(stepMessage(step));
      const answer = await ask('Enter when it is done, or “later”: ');
      return answer.trim() === '' ? 'done' : 'later';
    },
    async makeApp(formUrl, manifestFor) {
      const page = await openPage();
      say(`Open ${page.url}app in your browser, and press the button: GitHub leads back here.`);
      try {
        return await page.makeApp(formUrl, manifestFor);
      } finally {
        await page.close();
      }
    },
  };
}

function promptMessage({ prompt, options = [], isOptional }: Question): string {
  const list = options.map(({ label }, index) => `  ${index + 1}  ${label}\n`).join('');
  return `${list}${prompt}${isOptional ? ' (Enter: none)' : ''}: `;
}

/** By number, or as it is; of several, separated by commas. */
function answerTo({ kind, options = [], name }: Question, typed: string): string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  if (kind === 'choice' || kind === 'choices')
    return text
      .split(/[\s,]+/)
      .map((each) => options[Number(each) - 1]?.value ?? each)
      .join(',');
  return name.endsWith('_PRIVATE_KEY') && existsSync(text) ? readFileSync(text, 'utf8') : text;
}

/** Ctrl-C, or the end of what is typed, ends the set-up; it goes on from there another time. */
function readLine({ input, output }: Streams, prompt: string, isSecret: boolean): Promise<string> {
  output.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, written) => written() });
  const lines = createInterface({ input, output: isSecret ? silent : output, terminal: input.isTTY === true });
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      if (isSecret) output.write('\n');
      resolve(line);
      lines.close();
    });
    lines.once('close', () => reject(new Stopped()));
  });
}

/** The person has had enough for now. */
class Stopped extends Error {
  override name = 'Stopped';
  constructor() {
    super('Stopped. Run valine setup again: it goes on from here.');
  }
}
