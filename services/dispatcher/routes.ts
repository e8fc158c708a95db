/** Who handles what: one line for each command, button and event. */
import {
  type ButtonName,
  type Command,
  type CommandName,
  catalogue,
  isOptionsOf,
  type OptionsOf,
} from '@valine/commands';
import type { ButtonPressed, CommandRequested } from '@valine/contracts';
import { handleApprove, handleApproveButton } from './approve/handle.ts';
import { handleCancelWorkflowButton } from './cancel-workflow/handle.ts';
import { handleDeployClient } from './deploy-client/handle.ts';
import { handleDiagnose } from './diagnose/handle.ts';
import { handleDiagnoseNowButton } from './diagnose-now/handle.ts';
import { handleDiscardButton } from './discard/handle.ts';
import { handleHelp } from './help/handle.ts';
import { handlePlan } from './plan/handle.ts';
import type { Ports } from './ports.ts';
import { handleRerunFailedButton } from './rerun-failed/handle.ts';
import { handleKeepGoingButton, handleShip, handleShipAnywayButton } from './ship/handle.ts';
import { handleStatus } from './status/handle.ts';
import { handleVerifyLatest, handleVerifyRun } from './verify/handle.ts';

export type CommandHandler = (ports: Ports, request: CommandRequested) => Promise<void>;
export type ButtonHandler = (ports: Ports, press: ButtonPressed) => Promise<void>;

const commandHandlers = {
  plan: typed(catalogue.plan, handlePlan),
  approve: typed(catalogue.approve, handleApprove),
  status: typed(catalogue.status, handleStatus),
  ship: typed(catalogue.ship, handleShip),
  'verify-latest': typed(catalogue['verify-latest'], handleVerifyLatest),
  'verify-run': typed(catalogue['verify-run'], handleVerifyRun),
  diagnose: typed(catalogue.diagnose, handleDiagnose),
  'deploy-client': typed(catalogue['deploy-client'], handleDeployClient),
  help: typed(catalogue.help, handleHelp),
} satisfies Record<CommandName, CommandHandler>;

const buttonHandlers = {
  approve: handleApproveButton,
  discard: handleDiscardButton,
  'ship-anyway': handleShipAnywayButton,
  'keep-going': handleKeepGoingButton,
  'cancel-workflow': handleCancelWorkflowButton,
  'rerun-failed': handleRerunFailedButton,
  'diagnose-now': handleDiagnoseNowButton,
} satisfies Record<ButtonName, ButtonHandler>;

/** Undefined for a name that another version of ourselves may know. */
export function findCommandHandler(name: string): CommandHandler | undefined {
  return findByName(commandHandlers, name);
}

/** Undefined for a name that another version of ourselves may know. */
export function findButtonHandler(name: string): ButtonHandler | undefined {
  return findByName(buttonHandlers, name);
}

function findByName<Handler>(table: Readonly<Record<string, Handler>>, name: string): Handler | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Gives a handler its options in the types of the definition; ingress has refused everything else already. */
function typed<C extends Command>(
  command: C,
  handle: (ports: Ports, request: CommandRequested, options: OptionsOf<C>) => Promise<void>,
): CommandHandler {
  return async (ports, request) => {
    if (!isOptionsOf(command, request.options)) throw new Error(`the options of /${command.name} are not as defined`);
    await handle(ports, request, request.options);
  };
}
