/** The command line of `npm start`, and what `--help` prints. */

import { settings } from '@valine/settings';
import { wrapText } from '../render/wrap-text.ts';

const LINE = 118;

export type Arguments =
  | { run: 'help' }
  | { run: 'stack'; prompt: boolean; tour: boolean; exec: string[]; settings?: string }
  | { run: 'mistake'; message: string };

export function parseArguments(argv: readonly string[]): Arguments {
  const exec: string[] = [];
  let prompt = true;
  let tour = false;
  let settingsFolder: string | undefined;
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    const inline = /^--exec=(.*)$/s.exec(argument)?.[1];
    if (argument === '--help' || argument === '-h') return { run: 'help' };
    if (argument === '--no-prompt') prompt = false;
    else if (argument === '--tour') tour = true;
    else if (argument === '--settings') {
      index += 1;
      settingsFolder = argv[index];
      if (settingsFolder === undefined) return { run: 'mistake', message: settingsNeedFolderMessage() };
    } else if (inline !== undefined || argument === '--exec') {
      if (inline === undefined) index += 1;
      const line = inline ?? argv[index] ?? '';
      if (line.trim() === '' || line.startsWith('--')) return { run: 'mistake', message: execNeedsLineMessage() };
      exec.push(line);
    } else return { run: 'mistake', message: unknownArgumentMessage(argument) };
  }
  const folder = settingsFolder === undefined ? {} : { settings: settingsFolder };
  return { run: 'stack', prompt: prompt && !tour && exec.length === 0, tour, exec, ...folder };
}

function execNeedsLineMessage(): string {
  return '--exec needs a command: npm start -- --exec "/plan label:ready"';
}

function settingsNeedFolderMessage(): string {
  return '--settings needs the folder that valine setup has written: npm start -- --settings .valine/setup/local';
}

function unknownArgumentMessage(argument: string): string {
  const meant = argument.startsWith('/') ? ` Did you mean --exec "${argument}"?` : '';
  return `Unknown argument ${argument}.${meant} npm start -- --help lists what there is.`;
}

export function usageMessage(): string {
  return `Runs Valine orchestrator on this machine: the Pulumi program on embedded engines, with a Discord and a GitHub
sandbox around it.

  npm start                                       start, and type slash commands
  npm start -- --tour                             a day of a team, shown: link, plan, approve, merge, deploy; then
                                                  what --exec asks for, if anything
  npm start -- --no-prompt                        start, and run until SIGINT or SIGTERM
  npm start -- --exec "/plan" --exec "/status"    run commands, print the messages, stop
                                                  (exit status 1 if a command failed)
  npm start -- --settings <folder>                with what valine setup has written there: a real Discord, and if
                                                  wanted a real GitHub

Without a terminal there is no prompt; it is as with --no-prompt. What can be typed at the prompt can be given to
--exec: slash commands, and what people do around them (!press Approve, !close 8; !help at the prompt lists them).

Environment, all optional:
  PORT               where it listens on 127.0.0.1 (default 3000; with --exec any free port)
  VALINE_DATA_DIR    where queues, tables and the sandboxes keep what they know (default .valine/ in the project)
  STAGE              picks Pulumi.<stage>.yaml (default dev)
  SANDBOX_TOKEN_SECONDS
                     how long the Discord sandbox takes an interaction's token (default 900, as Discord does)
  VALINE_SEED        a JSON file with issues and workflows of your own for the GitHub sandbox (see README)
  GITHUB_API_URL     use this GitHub; no GitHub sandbox is started
  DISCORD_API_URL    use this Discord (the base before /channels); no Discord sandbox is started

Settings, which win over the sandboxes' own values (README, under Settings, says what each is):
${settingsText()}
`;
}

/** Sixty names of a line each would push all else out of sight. */
function settingsText(): string {
  const names = Object.keys(settings).filter((name) => name !== 'GITHUB_API_URL' && name !== 'DISCORD_API_URL');
  return wrapText(names.join(', '), LINE - 2).replaceAll(/^/gm, '  ');
}
