/** `npm start`: the whole system on this machine. */
import { parseArguments, usageMessage } from './chat/environment/parse-arguments.ts';
import { type Environment, readEnvironment } from './chat/environment/read-environment.ts';
import type { Line } from './chat/exec/run-exec.ts';
import { TOUR } from './chat/exec/tour.ts';
import { lookOf } from './chat/render/look.ts';
import { wrapText } from './chat/render/wrap-text.ts';
import type { RunningSystem } from './chat/system/open-local-system.ts';
import { noTerminalMessage, promptMessage, readyMessage } from './chat/system/ready-message.ts';
import { createTerminalLog } from './chat/system/terminal-log.ts';
import { findStorageProblem, makeDataDir } from './stack/make-data-dir.ts';

const DEFAULT_PORT = 3000;
const STOP_WITHIN_MS = 9500;

type Wish = { prompt: boolean; tour: boolean; exec: string[] };

process.exitCode = await main();
// Whatever is still open must not keep a stopped stack running.
process.exit();

async function main(): Promise<number> {
  const wanted = parseArguments(process.argv.slice(2));
  if (wanted.run === 'help') return say(usageMessage(), 0);
  if (wanted.run === 'mistake') return complain(wanted.message, 2);
  let environment: Environment;
  try {
    environment = readEnvironment(process.env, wanted.settings);
    makeDataDir(environment.dataDir);
  } catch (error) {
    return complain(messageOf(error), 2);
  }
  if (linesOf(wanted).length > 0 && environment.settings.DISCORD_API_URL) return complain(execNeedsSandboxMessage(), 2);
  return runSystem(environment, wanted);
}

async function runSystem(environment: Environment, wish: Wish): Promise<number> {
  const stopped = whenToldToStop();
  const port = environment.port ?? (linesOf(wish).length > 0 ? 0 : DEFAULT_PORT);
  try {
    // Most of the code there is, here and below: who made a mistake, or asks for help, waits for none of it.
    const { openLocalSystem } = await import('./chat/system/open-local-system.ts');
    const system = await openLocalSystem(environment, port, createTerminalLog(process.env.LOG_LEVEL, complainLine));
    const code = await Promise.race([live(system, environment, wish), stopped.then(() => interruptedCode(wish))]);
    return (await closed(system)) ? code : complain(notStoppedMessage(), 1);
  } catch (error) {
    return complain(findStorageProblem(environment.dataDir) ?? messageOf(error), 1);
  }
}

async function live(system: RunningSystem, environment: Environment, wish: Wish): Promise<number> {
  // From here on; not before, for code that was just built may be read by others, AWS among them.
  process.umask(0o077);
  const { discord, sinceStart } = system;
  const lines = linesOf(wish);
  if (lines.length > 0 && discord !== undefined) {
    const { finishLeftOver } = await import('./chat/exec/finish-left-over.ts');
    const { runExec } = await import('./chat/exec/run-exec.ts');
    if (sinceStart !== undefined) await finishLeftOver({ ...system, discord }, sinceStart, print);
    return (await runExec({ ...system, discord }, lines, print)) ? 0 : 1;
  }
  sinceStart?.stop();
  print(readyMessage(system, environment.stage));
  // Without a terminal nobody types: run until a signal comes.
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (wish.prompt && !isTerminal) print(noTerminalMessage());
  if (!wish.prompt || !isTerminal) return new Promise(() => {});
  const { runPrompt } = await import('./chat/prompt/run-prompt.ts');
  print(promptMessage(system));
  await runPrompt(system, environment.dataDir, {
    input: process.stdin,
    output: process.stdout,
    look: lookOf(process.env),
  });
  return 0;
}

/** Interrupted commands are not done. */
function interruptedCode(wish: Wish): number {
  return linesOf(wish).length > 0 ? 130 : 0;
}

function linesOf({ tour, exec }: Wish): Line[] {
  return [...(tour ? TOUR : []), ...exec.map((line) => ({ line: () => line }))];
}

/** A second signal ends the process at once. */
function whenToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** False when it took too long. */
function closed(system: { close(): Promise<void> }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), STOP_WITHIN_MS);
    system
      .close()
      .then(() => resolve(true), reject)
      .finally(() => clearTimeout(timer));
  });
}

function print(text: string): void {
  const { isTTY, columns } = process.stdout;
  process.stdout.write(`${isTTY ? wrapText(text, columns || 80) : text}\n`);
}

function complainLine(text: string): void {
  process.stderr.write(`${text}\n`);
}

function say(text: string, code: number): number {
  print(text);
  return code;
}

function complain(text: string, code: number): number {
  complainLine(text);
  return code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function execNeedsSandboxMessage(): string {
  return '--exec and --tour speak through the Discord sandbox, and DISCORD_API_URL asks for another Discord. Unset one of them.';
}

function notStoppedMessage(): string {
  return 'Stopping took too long and was cut off. Messages in hand come back to their queues at the next start.';
}
