/** What the team reads of slots: what was left out, what was refused, and how long ago something was deployed. */
import { agoMarkdown, codeSpan, type Message, momentMarkdown, refusalMessage } from '@valine/contracts';
import type { GitHubError } from '@valine/github';
import { runLinkText } from '../../workflows/card/text-messages.ts';
import type { Due } from '../slot/decide.ts';

export function leftOutMessage({ entry, slot }: Due): Message {
  const what = `The schedule ${codeSpan(entry.name)} was due ${momentMarkdown(slot.at)} and left out: we heard of it too late.`;
  return { content: `⏭️ ${what} ${nextText(entry.do)}` };
}

function nextText(what: Due['entry']['do']): string {
  switch (what) {
    case 'plan':
      return '`/plan` makes the plan now.';
    case 'diagnose':
      return '`/diagnose` does it now.';
    case 'verify':
      return '`/verify-latest` does it now.';
    default:
      return '`/status` shows how things stand.';
  }
}

/** Of a diagnose alone: what it would begin on GitHub could not begin. `isKnown`: that everything is paused. */
export function pausedMessage({ name }: Due['entry'], isKnown: boolean): Message {
  const what = `⏸️ The schedule ${codeSpan(name)} does no \`/diagnose\``;
  return {
    content: isKnown
      ? `${what} while everything is paused; this is told once. Admins end the pause with \`/ops\`.`
      : `${what}: whether everything is paused cannot be read. This is told once. Whoever runs this installation should deploy the newest version.`,
  };
}

export function planRefusedMessage({ name }: Due['entry'], { status, advice }: GitHubError): Message {
  const what = `The schedule ${codeSpan(name)} made no plan: GitHub refused it${status === undefined ? '' : ` (${status})`}.`;
  return refusalMessage(
    'github_refused',
    `${what} ${advice ?? 'Check the permissions of the token or App, then run `/plan`.'}`,
  );
}

/** `at`: epoch milliseconds. Without `url` there is none that is newer, and how older ones went is not known. */
export type LastDeploy = { at: number; url?: string };

export function noDeployMessage(days: number, { at, url }: LastDeploy): Message {
  const last =
    url === undefined
      ? `none since ${momentMarkdown(at)}`
      : `the last one was ${agoMarkdown(at)} • ${runLinkText(url)}`;
  return {
    content: `🟠 Nothing was deployed for more than ${days} day${days === 1 ? '' : 's'}: ${last}. \`/deploy-client\` deploys.`,
  };
}

/** Undefined where it is not known whether anything was. */
export function deployedAgainMessage({ at, url }: LastDeploy): Message | undefined {
  if (url === undefined) return undefined;
  return { content: `🟢 Something was deployed again, ${agoMarkdown(at)} • ${runLinkText(url)}` };
}
