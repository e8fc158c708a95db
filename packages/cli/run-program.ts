/** Runs one command line of `valine`. Exit codes: 0 done, 1 failed, 2 written wrongly, or (doctor) not all could be looked at. */
import { createHide } from '@valine/lambda-kit/aws';
import type { OnUnreadable } from '@valine/records';
import { Command, CommanderError, Option } from 'commander';
import { addAuditCommand } from './audit/audit.ts';
import { addDlqCommand } from './dead-letters/dlq.ts';
import { addRedriveCommand } from './dead-letters/redrive.ts';
import { addReplayCommand } from './deliveries/replay.ts';
import { addDoctorCommand } from './doctor/doctor.ts';
import { addSwitchCommand } from './operations/switch.ts';
import manifest from './package.json' with { type: 'json' };
import { addResolveCommand } from './parked/resolve.ts';
import { addLinksCommand } from './people/links.ts';
import { addCostCommand } from './records/cost.ts';
import { addRunsCommand } from './records/runs.ts';
import { addShowCommand } from './records/show.ts';
import { addRegisterCommandsCommand } from './register-commands.ts';
import { addRulesCommand } from './rules/rules.ts';
import { isSecretName } from './setup/node/setting-names.ts';
import { addSetupCommand, type SetupTools } from './setup/setup.ts';
import { errorMessage, type Place } from './terminal/error-message.ts';
import { ExitCode, UsageError } from './terminal/errors.ts';
import type { Connection, TargetChoice, Terminal, Tools } from './terminal/ports.ts';

type ProgramTools = Omit<Tools, 'connect'> & {
  connect(choice: TargetChoice, onUnreadable: OnUnreadable): Connection;
  terminal: Terminal & { error(text: string): void };
  setup: SetupTools;
};

export async function runProgram(programArguments: readonly string[], tools: ProgramTools): Promise<number> {
  const terminal = withoutSecrets(tools.terminal, tools.setup.environment);
  let place: Place = { where: 'the stage' };
  const connect: Tools['connect'] = (choice) => {
    const connection = tools.connect(choice, reportOnce(terminal));
    place = connection;
    return connection;
  };
  const program = createProgram({ ...tools, terminal, connect });
  addSetupCommand(program, { ...tools, terminal, connect }, tools.setup);
  addRulesCommand(program, { ...tools, terminal, connect }, tools.setup.environment);
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
    command.exitOverride().configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd()),
    });
  try {
    await program.parseAsync([...programArguments], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof ExitCode) return error.exitCode;
    // Commander has printed it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.progress('');
    terminal.error(errorMessage(error, place));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** Besides the settings that are secret. */
const SECRETS = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'PULUMI_ACCESS_TOKEN', 'PULUMI_CONFIG_PASSPHRASE'];

type FullTerminal = ProgramTools['terminal'];

/** Any text may quote a secret of the environment: an answer of GitHub, the output of pulumi, an error of ours. */
function withoutSecrets(terminal: FullTerminal, environment: SetupTools['environment']): FullTerminal {
  const secrets = Object.entries(environment).flatMap(([name, value = '']) =>
    isSecretName(name) || SECRETS.includes(name) ? [value] : [],
  );
  const hide = createHide(secrets);
  return {
    print: (text) => terminal.print(hide(text)),
    error: (text) => terminal.error(hide(text)),
    progress: (text) => terminal.progress(hide(text)),
  };
}

/** Reports each unreadable record once, on standard error: standard output may be JSON. */
function reportOnce(terminal: { error(text: string): void }): OnUnreadable {
  const reported = new Set<string>();
  return ({ message }) => {
    if (!reported.has(message)) terminal.error(message);
    reported.add(message);
  };
}

function createProgram(tools: Tools): Command {
  const program = new Command('valine')
    .description('Operates Valine: on AWS, or on the local stack when one runs.')
    .version(manifest.version)
    .option('--stage <stage>', 'the stage on AWS (default: STAGE, else the running local stack, else dev)')
    .addOption(new Option('--local', 'the local stack on this machine').conflicts('stage'))
    .option('--json', 'print JSON for programs')
    .showHelpAfterError('(see valine --help)');
  for (const add of [
    addDoctorCommand,
    addRegisterCommandsCommand,
    addRunsCommand,
    addShowCommand,
    addCostCommand,
    addAuditCommand,
    addLinksCommand,
    addDlqCommand,
    addRedriveCommand,
    addReplayCommand,
    addResolveCommand,
    addSwitchCommand,
  ])
    add(program, tools);
  return program;
}
