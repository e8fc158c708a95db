/** What the team reads when deliveries come of a repository that is not called as the setting says. */
import { codeSpan, type Message } from '@valine/contracts';

/** It is ours, under another name. */
export function renamedMessage(ours: string, name: string): Message {
  return {
    content: `🟡 The repository ${codeSpan(ours)} is called ${codeSpan(name)} now, and goes on working. Set \`GITHUB_REPOSITORY\` to ${codeSpan(name)} and deploy.`,
  };
}

export function unknownRepositoryMessage(ours: string, name: string): Message {
  return {
    content: `🟡 GitHub sends events of ${codeSpan(name)}, and only those of ${codeSpan(ours)} are taken. If it is the right repository, set \`GITHUB_REPOSITORY\` to ${codeSpan(name)} and deploy; if not, remove the webhook in its settings.`,
  };
}
