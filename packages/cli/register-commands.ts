/** `valine register-commands`: sends Discord the definitions of our slash commands. */
import { type CommandRegistration, registrationPayload } from '@valine/commands';
import { type Command, InvalidArgumentError } from 'commander';
import type { Tools } from './terminal/ports.ts';
import { printFinding, withConnection } from './terminal/with-connection.ts';

type Options = { dryRun?: boolean; guild?: string };

export function addRegisterCommandsCommand(program: Command, tools: Tools): void {
  program
    .command('register-commands')
    .description("overwrite the application's slash commands with the ones defined here")
    .option('--dry-run', 'print what would be sent, and send nothing')
    .option('--guild <id>', 'only for this server: takes effect at once, for trying things out', parseGuild)
    .action(async ({ dryRun, guild }: Options, command: Command) => {
      const commands = registrationPayload();
      if (dryRun)
        return printFinding(tools, command, { value: commands, text: JSON.stringify(commands, undefined, 2) });
      await withConnection(tools, command, async (connection) => {
        const { stage, where } = connection;
        const applicationId = await connection.registerCommands(commands, guild);
        return {
          value: { stage, where, applicationId, guild: guild ?? null, commands },
          text: registeredMessage(commands, { where, applicationId, guild }),
        };
      });
    });
}

/** @throws InvalidArgumentError */
function parseGuild(text: string): string {
  if (/^\d{17,20}$/.test(text)) return text;
  throw new InvalidArgumentError("Give the server's id, 17 to 20 digits: Discord's Copy Server ID, in Developer Mode.");
}

type Registered = { where: string; applicationId: string; guild: string | undefined };

function registeredMessage(
  commands: readonly CommandRegistration[],
  { where, applicationId, guild }: Registered,
): string {
  const names = commands.map(({ name }) => `/${name}`).join(' ');
  const scope = guild === undefined ? 'in every server that has the app' : `in server ${guild}`;
  return `${commands.length} commands registered for ${where}, application ${applicationId}, ${scope}: ${names}`;
}
