/** `valine show <run>`: everything there is to know of one run, deploy, diagnose or verification. */
import { type EffectOwner, findOwner, type PostedMessage, replyKey } from '@valine/records';
import type { Command } from 'commander';
import { CliError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import {
  commentDetails,
  deploySettingDetails,
  planDetails,
  siteChangeDetails,
  taskDetails,
  trackingDetails,
} from './details.ts';

export function addShowCommand(program: Command, tools: Tools): void {
  program
    .command('show')
    .argument(
      '<run>',
      'id of a plan, deploy, diagnose or verification, as valine runs lists it; of a task: <plan>-<issue number>; of a comment: comment-<its id on GitHub>; of a change of the site: change-<as its pull request names it>; of a variable or secret that /set-frontend or /set-api-base sets: its name',
    )
    .description('show one: its tasks or workflow runs, what is still to be sent, and its message')
    .action((id: string, _options: object, command: Command) =>
      withConnection(tools, command, (connection) => show(connection, id, tools.clock.now())),
    );
}

async function show({ store, where }: Connection, id: string, now: number): Promise<Finding> {
  const found = await findOwner(store, id);
  if (found === undefined) throw new CliError(unknownPlanMessage(id, where));
  const message = await store.find('message', messageKeyOf(found));
  const value = { [found.kind === 'plan' ? 'run' : found.kind]: found, message: message ?? null };
  return { value, text: detailsOf(found, message, now) };
}

/** Of a task, and of a comment about one, its plan's card. */
function messageKeyOf(owner: EffectOwner): string {
  switch (owner.kind) {
    case 'plan':
      return replyKey(owner.reply);
    case 'task':
      return owner.cardKey;
    case 'comment':
      return owner.cardKey ?? owner.id;
    case 'site-change':
      return replyKey(owner.reply);
    case 'deploy-setting':
      return `reply:${owner.changes.at(-1)?.id ?? ''}`;
    case 'tracking':
      return owner.messageKey;
  }
}

function detailsOf(owner: EffectOwner, message: PostedMessage | undefined, now: number): string {
  switch (owner.kind) {
    case 'plan':
      return planDetails(owner, message, now);
    case 'task':
      return taskDetails(owner, message, now);
    case 'comment':
      return commentDetails(owner, message, now);
    case 'site-change':
      return siteChangeDetails(owner, message, now);
    case 'deploy-setting':
      return deploySettingDetails(owner, message, now);
    case 'tracking':
      return trackingDetails(owner, message, now);
  }
}

function unknownPlanMessage(id: string, where: string): string {
  return `There is no run ${id} (${where}). See the runs there are with: valine runs --all`;
}
