/** `valine replay`: has GitHub send a delivery of its webhook again, and lists those that nobody took. */
import { agoText } from '@valine/contracts';
import type { DeliveryAttempt } from '@valine/github';
import type { Command } from 'commander';
import { carryOut } from '../audit/carry-out.ts';
import { CliError, UsageError } from '../terminal/errors.ts';
import type { Tools, WebhookLog } from '../terminal/ports.ts';
import { tableText } from '../terminal/table.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';

/** So long GitHub keeps a delivery. */
const KEPT_MS = 72 * 3_600_000;
const MOST_PAGES = 30;

export function addReplayCommand(program: Command, tools: Tools): void {
  program
    .command('replay')
    .description('have GitHub send a delivery of its webhook again: what is known already changes nothing')
    .argument('[delivery]', 'its GUID (X-GitHub-Delivery), or the id of one of its tries')
    .option('--list', 'list the deliveries of the last three days that nobody took')
    .action((delivery: string | undefined, { list: isList }: { list?: boolean }, command: Command) => {
      if ((delivery === undefined) !== (isList ?? false)) throw new UsageError(whichMessage());
      return withConnection(tools, command, async (connection) => {
        const log = await connection.openWebhookLog();
        if (delivery === undefined) return list(log, connection.where, tools.clock.now());
        const attempt = await find(log, delivery, tools.clock.now());
        const asked = { what: 'valine replay', options: { delivery: attempt.guid } };
        return carryOut(tools, connection, asked, async () => {
          await log.redeliver(attempt.id);
          const value = { replayed: attempt.guid, event: attempt.event };
          return { value, text: replayedMessage(attempt, tools.clock.now()) };
        });
      });
    });
}

/** From the newest on, as long as GitHub keeps them. */
async function* tries(log: WebhookLog, now: number): AsyncGenerator<DeliveryAttempt> {
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { attempts, next } = await log.page(cursor);
    const kept = attempts.filter(({ at }) => now - at < KEPT_MS);
    yield* kept;
    if (next === undefined || kept.length < attempts.length) return;
    cursor = next;
  }
}

/** @throws CliError where GitHub's log has none such */
async function find(log: WebhookLog, delivery: string, now: number): Promise<DeliveryAttempt> {
  for await (const attempt of tries(log, now))
    if (attempt.guid.toLowerCase() === delivery.toLowerCase() || String(attempt.id) === delivery) return attempt;
  throw new CliError(notFoundMessage(delivery));
}

/** The newest first. A delivery that a later try brought is none of them. */
async function list(log: WebhookLog, where: string, now: number): Promise<Finding> {
  const all: DeliveryAttempt[] = [];
  for await (const attempt of tries(log, now)) all.push(attempt);
  const missed = [...Map.groupBy(all, ({ guid }) => guid).values()].flatMap(([newest, ...earlier]) =>
    newest === undefined || [newest, ...earlier].some(isTaken) ? [] : [{ newest, tries: 1 + earlier.length }],
  );
  const rows = missed.map(({ newest: { guid, event, at, status }, tries: count }) => [
    guid,
    event,
    agoText(at, now),
    count,
    status,
  ]);
  const table = tableText(['delivery', 'event', 'last sent', 'tries', 'github says'], rows);
  return {
    value: missed.map(({ newest, tries: count }) => ({ ...newest, tries: count })),
    text: rows.length === 0 ? noneMessage(where) : table,
  };
}

function isTaken({ statusCode }: DeliveryAttempt): boolean {
  return statusCode >= 200 && statusCode < 300;
}

function whichMessage(): string {
  return 'Name one delivery, or ask for --list: it shows those that nobody took.';
}

function notFoundMessage(delivery: string): string {
  return `GitHub's log of the last three days has no delivery ${delivery}: valine replay --list shows those that nobody took. What is older cannot be sent again; /status compares a plan with GitHub.`;
}

function noneMessage(where: string): string {
  return `Each delivery in GitHub's log of the last three days was taken in the end (${where}).`;
}

function replayedMessage({ event, guid, at }: DeliveryAttempt, now: number): string {
  return `GitHub sends ${guid} again (${event}, last sent ${agoText(at, now)}). What of it is known already changes nothing.`;
}
