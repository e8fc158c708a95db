/** `valine setup`: sets up GitHub, Discord and the stage's configuration, one step after the other. */
import { settings } from '@valine/settings';
import type { Command } from 'commander';
import { CliError, UsageError } from '../terminal/errors.ts';
import type { Tools } from '../terminal/ports.ts';
import { printFinding } from '../terminal/with-connection.ts';
import type { Ports, Values, Wanted } from './decide/ports.ts';
import { dryRunMessage, isLeft, outcomeMessage } from './decide/setup-messages.ts';
import type { Step } from './decide/step.ts';
import { planSetup, runSetup } from './run-setup.ts';

type Options = {
  stage?: string;
  local?: boolean;
  publicUrl?: string;
  organization?: string;
  github?: string;
  takeOver?: boolean;
  dryRun?: boolean;
  page?: boolean;
};

/** What is wanted; which platforms are meant is known once the store was read. */
export type SetupRequest = Omit<Wanted, 'githubApi' | 'discordApi'>;
export type Opened = { ports: Ports; wanted: Wanted; close(): Promise<void> };

/** What a set-up needs of the machine. `node/` provides it. */
export type SetupTools = {
  environment: Readonly<Record<string, string | undefined>>;
  /** Talks on a page instead of at the terminal, where `page` says so; to nobody on a dry run. */
  open(asked: SetupRequest, how: 'terminal' | 'page' | 'silent'): Promise<Opened>;
};

export function addSetupCommand(program: Command, tools: Tools, setup: SetupTools): void {
  program
    .command('setup')
    .description('set up GitHub, Discord and the configuration, step by step; as often as you like')
    .option(
      '--public-url <url>',
      "where your tunnel, or your API, is reached: without --stage it is this machine's stage",
    )
    .option('--github <how>', 'app, token, or sandbox (on this machine only); asked for when it is not given')
    .option('--organization <login>', 'the organization that is to have the GitHub App')
    .option(
      '--take-over',
      'replace an address or commands of the application, or an address of the App, that are not ours',
    )
    .option('--page', 'talk on a page of this machine instead of at the terminal')
    .option('--dry-run', 'say what would be done, and do nothing')
    .action(async (_options: Options, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const asked = wantedBy(options, setup.environment);
      const how = options.dryRun ? 'silent' : options.page ? 'page' : 'terminal';
      const { close, ...opened } = await setup.open(asked, how);
      try {
        await (options.dryRun ? plan(opened) : run(opened));
      } finally {
        await close();
      }

      async function plan({ ports, wanted }: Omit<Opened, 'close'>): Promise<void> {
        const steps = await planSetup(ports, wanted);
        printFinding(tools, command, { value: { steps: steps.map(shownStep) }, text: dryRunMessage(steps) });
      }

      async function run({ ports, wanted }: Omit<Opened, 'close'>): Promise<void> {
        const { steps, failed } = await runSetup(ports, wanted);
        const text = outcomeMessage(steps, failed, ports.store.remark());
        printFinding(tools, command, {
          value: { steps: steps.map(shownStep), failed: Object.fromEntries(failed) },
          text,
        });
        const left = steps.filter(isLeft).length;
        if (left > 0) throw new CliError(`${left} of ${steps.length} steps are left.`);
      }
    });
}

/** What is to be done may have secrets in it. */
function shownStep({ id, title, is, says, ...more }: Step): object {
  return { id, title, is, says, ...('link' in more && { link: more.link }) };
}

const KINDS = ['app', 'token', 'sandbox'] as const;

/** @throws UsageError */
function wantedBy(options: Options, environment: SetupTools['environment']): SetupRequest {
  const isLocal = options.local === true || (options.publicUrl !== undefined && options.stage === undefined);
  const stage = options.stage ?? environment['STAGE'] ?? 'dev';
  const github = KINDS.find((kind) => kind === options.github);
  if (options.github !== undefined && (github === undefined || (github === 'sandbox' && !isLocal)))
    throw new UsageError('--github is app or token; or, with --public-url or --local, sandbox. (see valine --help)');
  return {
    stage,
    isLocal,
    ...foldersOf(environment['VALINE_DATA_DIR'] || '.valine', isLocal ? 'local' : stage),
    given: givenBy(environment, isLocal),
    ...(options.publicUrl !== undefined && { publicUrl: publicUrlOf(options.publicUrl) }),
    ...(options.organization !== undefined && { organization: options.organization }),
    ...(github !== undefined && { github }),
    ...(options.takeOver && { takeOver: true }),
    ...(environment['GITHUB_TOKEN'] && { shellToken: environment['GITHUB_TOKEN'] }),
    ...(environment['GITHUB_SETUP_TOKEN'] && { ownToken: environment['GITHUB_SETUP_TOKEN'] }),
  };
}

/** What a sandbox's conversations left behind has no place beside a real Discord. */
function foldersOf(dataDir: string, name: string): Pick<Wanted, 'folder' | 'dataDir'> {
  return { folder: `${dataDir}/setup/${name}`, dataDir: `${dataDir}/real` };
}

/** @throws UsageError */
function publicUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isGood = url !== undefined && (url.protocol === 'https:' || url.hostname === '127.0.0.1');
  if (!isGood || url.search !== '' || url.hash !== '')
    throw new UsageError('--public-url is an https address, e.g. https://valine.example.com. (see valine --help)');
  return String(url).replace(/\/+$/, '');
}

/** Alarms are AWS's. A GITHUB_TOKEN is often the person's own, for other programs: it is taken when it is asked for. */
function givenBy(environment: SetupTools['environment'], isLocal: boolean): Values {
  const names = [...Object.keys(settings), ...(isLocal ? [] : ['ALARM_EMAIL'])].filter(
    (name) => name !== 'GITHUB_TOKEN',
  );
  return withoutEmpty(Object.fromEntries(names.map((name) => [name, environment[name]])));
}

function withoutEmpty(environment: SetupTools['environment']): Values {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
