/** `valine redrive`: sends dead letters back to the queue they came from. */
import { QUEUES, type QueueName } from '@valine/contracts';
import { type Command, Option } from 'commander';
import { carryOut } from '../audit/carry-out.ts';
import { UsageError } from '../terminal/errors.ts';
import type { Connection, DeadLetter, DeadLetterQueues, Terminal, Tools } from '../terminal/ports.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import {
  type AllOutcome,
  allRedrivenMessage,
  type ChosenOutcome,
  chosenRedrivenMessage,
  nothingChosenMessage,
  progressMessage,
} from './redrive-messages.ts';
import { type DeadLetterSource, scanDeadLetters } from './scan-dead-letters.ts';

type Options = { queue?: QueueName; message?: string[]; all?: boolean };

export function addRedriveCommand(program: Command, tools: Tools): void {
  program
    .command('redrive')
    .description('send dead letters back to where they came from')
    .addOption(new Option('--queue <queue>', 'only of this queue').choices(QUEUES))
    .option('--message <id...>', 'these messages, as valine dlq lists them')
    .option('--all', 'every message')
    .action((options: Options, command: Command) => {
      if (Boolean(options.all) === Boolean(options.message)) throw new UsageError(nothingChosenMessage());
      const { queue = 'all', message = ['all'] } = options;
      const asked = { what: 'valine redrive', options: { queue, message: message.join(' ') } };
      return withConnection(tools, command, (connection) =>
        carryOut(tools, connection, asked, () => redrive(tools, connection, options)),
      );
    });
}

async function redrive(tools: Tools, { deadLetters }: Connection, options: Options): Promise<Finding> {
  const from = options.queue === undefined ? QUEUES : [options.queue];
  if (options.message === undefined) {
    const outcomes = await redriveAll({ ...tools, queues: deadLetters }, from);
    return { value: outcomes, ...allRedrivenMessage(outcomes) };
  }
  const outcome = await redriveChosen({ queues: deadLetters, clock: tools.clock }, from, options.message);
  return { value: outcome, ...chosenRedrivenMessage(outcome) };
}

type RedriveTools = {
  queues: DeadLetterQueues;
  terminal: Pick<Terminal, 'progress'>;
  pause(milliseconds: number): Promise<void>;
};

const POLL_MS = 1000;

export async function redriveAll(tools: RedriveTools, from: readonly QueueName[]): Promise<AllOutcome[]> {
  const outcomes: AllOutcome[] = [];
  for (const queue of from) outcomes.push(await moveAllOf(tools, queue));
  return outcomes;
}

async function moveAllOf({ queues, terminal, pause }: RedriveTools, queue: QueueName): Promise<AllOutcome> {
  if ((await queues.count(queue)) === 0) return { queue, state: 'completed', moved: 0, alreadyRunning: false };
  const task = await queues.moveAll(queue);
  for (;;) {
    const progress = await task.progress();
    if (progress.state !== 'running') {
      terminal.progress('');
      return { queue, ...progress, alreadyRunning: !task.isNew };
    }
    terminal.progress(progressMessage(queue, progress));
    await pause(POLL_MS);
  }
}

/** Beyond this, --all has SQS move them. */
const MOST = 5_000;
const HIDDEN_SECONDS = 300;

/**
 * It is sent before it is deleted. A crash in between leaves it in both places: a FIFO queue drops the second copy, and
 * the services know what they have applied. So a second redrive does nothing twice.
 */
export async function redriveChosen(
  source: DeadLetterSource,
  from: readonly QueueName[],
  messageIds: readonly string[],
): Promise<ChosenOutcome> {
  const missing = new Set(messageIds);
  const outcome: ChosenOutcome = { moved: [], missing: [], unfinished: [], stillHidden: 0 };
  for (const queue of from) {
    const { ended, stillHidden } = await scanDeadLetters(source, {
      queue,
      most: MOST,
      hiddenSeconds: HIDDEN_SECONDS,
      isDone: () => missing.size === 0,
      see: (letter) => moveWanted(source, queue, letter, missing, outcome),
    });
    if (ended === 'too many' || ended === 'too long') outcome.unfinished.push(queue);
    outcome.stillHidden += stillHidden;
  }
  return { ...outcome, missing: [...missing] };
}

async function moveWanted(
  { queues }: DeadLetterSource,
  queue: QueueName,
  letter: DeadLetter,
  wanted: Set<string>,
  { moved }: ChosenOutcome,
): Promise<'held' | 'gone'> {
  const { messageId } = letter;
  if (!wanted.has(messageId)) return 'held';
  await queues.sendToSource(queue, letter);
  await queues.delete(queue, letter);
  wanted.delete(messageId);
  moved.push({ queue, messageId });
  return 'gone';
}
