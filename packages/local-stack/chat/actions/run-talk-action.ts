/** Runs the actions about what people say on GitHub. */
import type { GitHubSandbox, Said } from '@valine/sandboxes';
import type { TalkAction } from './parse-line.ts';

/** @returns the text to print. @throws where there is no such issue, pull request or code */
export function onTalk(github: GitHubSandbox, action: TalkAction): string {
  switch (action.do) {
    case 'say':
      github.comment(action.number, action.text, action.as);
      return `It is said on #${action.number}. !comments ${action.number} shows what is answered.`;
    case 'enter':
      if (action.denies) github.denyCode(action.code);
      else github.enterCode(action.code, action.as);
      return `${action.as} has ${action.denies ? 'refused' : 'entered'} the code.`;
    case 'comments':
      return github.conversation(action.number).map(saidText).join('\n') || `Nothing was said on #${action.number}.`;
  }
}

const SIGNS: Readonly<Record<string, string>> = { '+1': '👍', '-1': '👎', confused: '😕' };

/** Without what GitHub does not show. */
function saidText({ author, body, reactions }: Said): string {
  const signs = reactions.map((content) => ` ${SIGNS[content] ?? content}`).join('');
  return `${author}: ${body.replaceAll(/\s*<!--.*?-->/gs, '')}${signs}`;
}
