/** `valine resolve`: an operator decides about an effect that nobody tries any more. */
import type { Resolution } from '@valine/records';
import type { Command } from 'commander';
import { carryOut } from '../audit/carry-out.ts';
import { listParked, parkedTable } from '../records/list-parked.ts';
import { UsageError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import { A_MESSAGE, chooseOneMessage, resolvedMessage } from './resolve-messages.ts';
import { resolveParked } from './resolve-parked.ts';

type Options = { done?: string; retry?: boolean; run?: string };

export function addResolveCommand(program: Command, tools: Tools): void {
  program
    .command('resolve')
    .argument('[effect]', 'id of what is parked; without it, all that is parked is listed')
    .description('decide about an effect that is parked: it is done, or it is to be tried again')
    .option('--done <id>', 'it is done: the number, SHA or id of what it left at GitHub or Discord')
    .option('--retry', 'try it again')
    .option('--run <run>', 'id of the record it belongs to, if that is not among the last hundred')
    .action((effectId: string | undefined, options: Options, command: Command) => {
      if (effectId === undefined) return withConnection(tools, command, (connection) => list(tools, connection));
      const resolution = toResolution(options);
      const asked = { what: 'valine resolve', options: askedOptions(effectId, options) };
      return withConnection(tools, command, (connection) =>
        carryOut(tools, connection, asked, async () => {
          const resolved = await resolveParked(connection, { effectId, resolution, ...options }, tools.clock.now());
          return {
            value: resolved,
            text: resolvedMessage(resolved),
            ...(resolved.of !== A_MESSAGE && { about: resolved.of }),
          };
        }),
      );
    });
}

function askedOptions(effect: string, { done, run }: Options): Record<string, string> {
  return { effect, ...(done === undefined ? { retry: 'true' } : { done }), ...(run !== undefined && { run }) };
}

function toResolution({ done, retry }: Options): Resolution {
  if ((done === undefined) === (retry === undefined)) throw new UsageError(chooseOneMessage());
  return done === undefined ? { is: 'retry' } : { is: 'done', id: done };
}

async function list(tools: Tools, connection: Connection): Promise<Finding> {
  const { parked, ...failure } = await listParked(connection.store);
  const isUnknown = parked.length === 0 && failure.failed !== undefined;
  const text = isUnknown ? '' : parkedTable(parked, { ...connection, now: tools.clock.now() });
  return { value: parked, text, ...failure };
}
