/** What `/help` says, from the same definitions that register the commands. */
import type { AccessSettings } from '@valine/admission';
import { type Access, type Command, catalogue, type Option } from '@valine/commands';
import { agoText, codeSpan, type Message, mentionText, refusalMessage, roleMentionText } from '@valine/contracts';
import { PRODUCTION, type Release } from '@valine/settings';

const WHO: Record<Access, string> = { everyone: 'everyone', operator: 'operators', admin: 'admins' };

/** `now`: epoch milliseconds. */
export function overviewMessage(access: AccessSettings, release: Release, now: number): Message {
  return {
    card: {
      title: '🧭 What you can do here',
      lines: [...Object.values(catalogue).map((command) => commandLine(command, access)), '', ...whoLines(access)],
      tone: 'neutral',
      footer: `/help command:<name> shows the options. • ${releaseText(release, now)}`,
    },
  };
}

function releaseText({ version, date }: Release, now: number): string {
  return date === undefined
    ? `Valine ${version}, not released`
    : `Valine ${version}, released ${agoText(Date.parse(date), now)}`;
}

export function commandMessage(command: Command, access: AccessSettings): Message {
  const options = Object.entries(command.options).map(([name, option]) => optionLine(name, option));
  const only = onlyText(command, access);
  return {
    card: {
      title: `/${command.name} • ${WHO[command.access]}`,
      lines: [
        command.details,
        ...(only === '' ? [] : [`Taken ${only}.`]),
        ...(options.length === 0 ? [] : ['', ...options]),
      ],
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

function commandLine(command: Command, access: AccessSettings): string {
  const only = onlyText(command, access);
  return `\`/${command.name}\` ${command.description} • ${WHO[command.access]}${only === '' ? '' : ` ${only}`}`;
}

/** What COMMAND_ACCESS says of it, or nothing. */
function onlyText({ name }: Command, { COMMAND_ACCESS }: AccessSettings): string {
  const { channels = [], roles = [] } = (Object.hasOwn(COMMAND_ACCESS, name) && COMMAND_ACCESS[name]) || {};
  const inChannels = channels.length === 0 ? [] : [`in ${anyText(channels.map((id) => `<#${id}>`))} only`];
  const fromRoles = roles.length === 0 ? [] : [`from ${anyText(roles.map(roleMentionText))} only`];
  return [...inChannels, ...fromRoles].join(', ');
}

function whoLines({ STAGE, OPERATOR_ROLE_IDS, ADMIN_USER_IDS, ADMIN_ROLE_IDS }: AccessSettings): string[] {
  const anybody =
    STAGE === PRODUCTION ? 'nobody, until OPERATOR_ROLE_IDS is set' : 'everyone, until OPERATOR_ROLE_IDS is set';
  const operators = OPERATOR_ROLE_IDS.map(roleMentionText);
  const admins = [...ADMIN_ROLE_IDS.map(roleMentionText), ...ADMIN_USER_IDS.map((id) => mentionText({ id }))];
  return [
    `Operators: ${operators.length === 0 ? anybody : anyText(operators)}`,
    `Admins: ${admins.length === 0 ? 'nobody, until ADMIN_USER_IDS or ADMIN_ROLE_IDS is set' : anyText(admins)}`,
  ];
}

const MOST_SHOWN = 10;

function anyText(mentions: readonly string[]): string {
  const others = mentions.length - MOST_SHOWN;
  return [...mentions.slice(0, MOST_SHOWN), ...(others > 0 ? [`${others} others`] : [])].join(', ');
}

function optionLine(name: string, option: Option): string {
  return `\`${name}\`${option.required ? ' (required)' : ''}: ${option.description}`;
}
