/** What the team reads when GitHub tells of a repository that is not called as the setting says. */
import { codeSpan, type Message } from '@valine/contracts';

/** It is ours, under another name. */
export function renamedMessage(ours: string, name: string): Message {
  return {
    content: `🟡 The repository ${codeSpan(ours)} is called ${codeSpan(name)} now, and goes on working. Have an operator set \`GITHUB_REPOSITORY\` to the new name: ${commandsText(name)}. AWS roles that trust it by its name need the new one too.`,
  };
}

export function unknownRepositoryMessage(ours: string, name: string): Message {
  return {
    content: `🟡 GitHub sends events of ${codeSpan(name)}, and only those of ${codeSpan(ours)} are taken. If it is the right repository, have an operator set \`GITHUB_REPOSITORY\` to it: ${commandsText(name)}. If not, remove the webhook in its settings.`,
  };
}

function commandsText(name: string): string {
  return `${codeSpan(`pulumi config set githubRepository ${name}`)}, then \`pulumi up\``;
}
