/** Every slash command, by name. A new command is one file beside this one and one line here. */
import type { Command } from '../define-command.ts';
import { agents } from './agents.ts';
import { approve } from './approve.ts';
import { deployClient } from './deploy-client.ts';
import { diagnose } from './diagnose.ts';
import { help } from './help.ts';
import { link } from './link.ts';
import { mute } from './muting/mute.ts';
import { unmute } from './muting/unmute.ts';
import { audit } from './operation/audit.ts';
import { ops } from './operation/ops.ts';
import { plan } from './plan.ts';
import { ship } from './ship.ts';
import { status } from './status.ts';
import { unlink } from './unlink.ts';
import { uxUpdate } from './ux-update.ts';
import { setApiBase } from './values/set-api-base.ts';
import { setFrontend } from './values/set-frontend.ts';
import { verifyLatest } from './verify-latest.ts';
import { verifyRun } from './verify-run.ts';

export const catalogue = {
  plan,
  approve,
  status,
  ship,
  'verify-latest': verifyLatest,
  'verify-run': verifyRun,
  diagnose,
  'deploy-client': deployClient,
  'set-frontend': setFrontend,
  'set-api-base': setApiBase,
  'ux-update': uxUpdate,
  agents,
  audit,
  ops,
  link,
  unlink,
  mute,
  unmute,
  help,
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof catalogue;

export function findCommand(name: string): Command | undefined {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: Object.hasOwn was asked; TypeScript does not narrow by it
  return Object.hasOwn(catalogue, name) ? catalogue[name as CommandName] : undefined;
}
