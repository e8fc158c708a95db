/** What must be there, as tables of the integration guide. */
import { BOT_PERMISSIONS, botPermissionsNumber, inviteUrl } from './bot-permissions.ts';
import { GITHUB_PERMISSIONS, type GitHubPermission } from './github-permissions.ts';
import { WEBHOOK_EVENTS } from './webhook-events.ts';

/** Markdown by the name of its marks in the guide. */
export function requirementTables(): Record<string, string> {
  const permissions = GITHUB_PERMISSIONS.map((permission: GitHubPermission) => {
    const level = permission.level === 'write' ? 'read and write' : 'read';
    return `| ${permission.label}: ${level} | ${permission.purpose}${permission.appOnly ? '. Only an App can have it' : ''} |`;
  });
  const ofBot = BOT_PERMISSIONS.map(({ label }) => label).join(', ');
  const link = inviteUrl('<application id>')
    .replaceAll('%3C', '<')
    .replaceAll('%3E', '>')
    .replace('<application+id>', '<application id>');
  return {
    'github-permissions': ['| Repository permission | For |', '|---|---|', ...permissions].join('\n'),
    'webhook-events': WEBHOOK_EVENTS.map(({ label, name }) => `**${label}** (\`${name}\`)`).join(', '),
    'bot-permissions': `\`${botPermissionsNumber()}\`: ${ofBot}.\n\n\`${link}\``,
  };
}
