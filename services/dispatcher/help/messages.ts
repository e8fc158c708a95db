/** What `/help` says, from the same definitions that register the commands. */
import { type Access, type Command, catalogue, type Option } from '@valine/commands';
import { codeSpan, type Message, refusalMessage } from '@valine/contracts';

const WHO: Record<Access, string> = { everyone: 'everyone', operator: 'operators', admin: 'admins' };

export function overviewMessage(): Message {
  return {
    card: {
      title: '🧭 What you can do here',
      lines: Object.values(catalogue).map(commandLine),
      tone: 'neutral',
      footer: '/help command:<name> shows the options. Operators are everyone until operator roles are configured.',
    },
  };
}

export function commandMessage(command: Command): Message {
  const options = Object.entries(command.options).map(([name, option]) => optionLine(name, option));
  return {
    card: {
      title: `/${command.name} • ${WHO[command.access]}`,
      lines: [command.details, ...(options.length === 0 ? [] : ['', ...options])],
      tone: 'neutral',
    },
  };
}

export function unknownCommandMessage(name: string): Message {
  return refusalMessage(
    'unknown_command',
    `There is no command ${codeSpan(name)}. \`/help\` lists the commands there are.`,
  );
}

function commandLine(command: Command): string {
  return `\`/${command.name}\` ${command.description} • ${WHO[command.access]}`;
}

function optionLine(name: string, option: Option): string {
  return `\`${name}\`${option.required ? ' (required)' : ''}: ${option.description}`;
}
