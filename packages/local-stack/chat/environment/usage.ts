/** What `--help` prints. */
import { settings } from '@valine/settings';

export function usageMessage(): string {
  return `Runs Valine orchestrator on this machine: the Pulumi program on embedded engines, with a Discord and a GitHub
sandbox around it.

  npm start                                       start, and type slash commands
  npm start -- --no-prompt                        start, and run until SIGINT or SIGTERM
  npm start -- --exec "/plan" --exec "/status"    run commands, print the messages, stop
                                                  (exit status 1 if a command failed)

Without a terminal there is no prompt; it is as with --no-prompt. What can be typed at the prompt can be given to
--exec: slash commands, and what people do around them (!press Approve, !close 8; !help at the prompt lists them).

Environment, all optional:
  PORT               where it listens on 127.0.0.1 (default 3000; with --exec any free port)
  VALINE_DATA_DIR    where queues, tables and the sandboxes keep what they know (default .valine/ in the project)
  STAGE              picks Pulumi.<stage>.yaml (default dev)
  SANDBOX_TOKEN_SECONDS
                     how long the Discord sandbox takes an interaction's token (default 900, as Discord does)
  GITHUB_API_URL     use this GitHub; no GitHub sandbox is started
  DISCORD_API_URL    use this Discord (the base before /channels); no Discord sandbox is started
  ${Object.keys(settings)
    .filter((name) => name !== 'GITHUB_API_URL' && name !== 'DISCORD_API_URL')
    .join('\n  ')}
                     settings; they win over the sandboxes' own values
`;
}
