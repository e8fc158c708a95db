/** Who handles what: one line for each command, button and event. */
import {
  type ButtonName,
  type Command,
  type CommandName,
  catalogue,
  isOptionsOf,
  type OptionsOf,
  type SelectName,
} from '@valine/commands';
import type { ButtonPressed, CommandRequested } from '@valine/contracts';
import { handleApprove, handleApproveButton } from './plans/approve/handle.ts';
import { handlePlan } from './plans/plan/handle.ts';
import { handleKeepGoingButton, handleShip, handleShipAnywayButton } from './plans/ship/handle.ts';
import type { Ports } from './ports.ts';
import { handleDeployClient, handleDeployNowButton } from './workflows/deploy-client/handle.ts';
import { handleDiagnose } from './workflows/diagnose/handle.ts';
import { handleDiagnoseNowButton } from './workflows/diagnose/handle-button.ts';

export type CommandHandler = (ports: Ports, request: CommandRequested) => Promise<void>;
export type ButtonHandler = (ports: Ports, press: ButtonPressed) => Promise<void>;

const seldom = () => import('./seldom.ts');

const commandHandlers = {
  plan: typed(catalogue.plan, handlePlan),
  approve: typed(catalogue.approve, handleApprove),
  status: typed(catalogue.status, async (...given) => (await seldom()).handleStatus(...given)),
  ship: typed(catalogue.ship, handleShip),
  'verify-latest': typed(catalogue['verify-latest'], async (...given) => (await seldom()).handleVerifyLatest(...given)),
  'verify-run': typed(catalogue['verify-run'], async (...given) => (await seldom()).handleVerifyRun(...given)),
  diagnose: typed(catalogue.diagnose, handleDiagnose),
  'deploy-client': typed(catalogue['deploy-client'], handleDeployClient),
  'set-frontend': async (ports, request) => (await ports.admin()).handleSetFrontend(ports, request),
  'set-api-base': async (ports, request) => (await ports.admin()).handleSetApiBase(ports, request),
  'ux-update': typed(catalogue['ux-update'], async (ports, ...given) =>
    (await ports.site()).handleUxUpdate(ports, ...given),
  ),
  link: typed(catalogue.link, async (ports, ...given) => (await ports.identity()).handleLink(ports, ...given)),
  unlink: typed(catalogue.unlink, async (ports, ...given) => (await ports.identity()).handleUnlink(ports, ...given)),
  mute: typed(catalogue.mute, async (...given) => (await import('./rules/handlers.ts')).handleMute(...given)),
  unmute: typed(catalogue.unmute, async (...given) => (await import('./rules/handlers.ts')).handleUnmute(...given)),
  agents: async (ports, request) => (await ports.agents()).handleAgents(ports, request),
  audit: typed(catalogue.audit, async (ports, ...given) => (await ports.audit()).handleAudit(ports, ...given)),
  ops: async (...given) => (await seldom()).handleOps(...given),
  help: typed(catalogue.help, async (...given) => (await seldom()).handleHelp(...given)),
} satisfies Record<CommandName, CommandHandler>;

const buttonHandlers = {
  approve: handleApproveButton,
  discard: async (...given) => (await seldom()).handleDiscardButton(...given),
  'ship-anyway': handleShipAnywayButton,
  'keep-going': handleKeepGoingButton,
  'cancel-workflow': async (...given) => (await seldom()).handleCancelWorkflowButton(...given),
  'rerun-failed': async (...given) => (await seldom()).handleRerunFailedButton(...given),
  'diagnose-now': handleDiagnoseNowButton,
  'deploy-now': handleDeployNowButton,
  details: async (...given) => (await seldom()).handleDetailsButton(...given),
  'confirm-change': async (ports, press) => (await ports.site()).handleConfirmChangeButton(ports, press),
  'cancel-change': async (ports, press) => (await ports.site()).handleCancelChangeButton(ports, press),
  'confirm-link': async (ports, press) => (await ports.identity()).handleConfirmLinkButton(ports, press),
  'cancel-link': async (ports, press) => (await ports.identity()).handleCancelLinkButton(ports, press),
  'ops-show': async (...given) => (await seldom()).handleOps(...given),
  'ops-switch': async (...given) => (await seldom()).handleOpsSwitchButton(...given),
  'ops-redrive': async (...given) => (await seldom()).handleOpsRedriveButton(...given),
  'ops-parked': async (...given) => (await seldom()).handleOpsParked(...given),
  'ops-retry': async (...given) => (await seldom()).handleOpsRetryButton(...given),
  'ops-done': async (...given) => (await seldom()).handleOpsDoneButton(...given),
  'ops-drop': async (...given) => (await seldom()).handleOpsDropButton(...given),
  'choose-tasks': async (...given) => (await seldom()).handleChooseTasks(...given),
  'agent-give': async (ports, press) => (await ports.agents()).handleGiveButton(ports, press),
  'agent-stop': async (ports, press) => (await ports.agents()).handleStopButton(ports, press),
  'agent-changes': async (ports, press) => (await ports.agents()).handleChangesButton(ports, press),
  'agent-answer': async (ports, press) => (await ports.agents()).handleAnswerButton(ports, press),
} satisfies Record<ButtonName | SelectName, ButtonHandler>;

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
