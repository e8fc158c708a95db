/** What a coding agent does, done as a person of the repository does it. */
import * as model from '@valine/github-model';
import type { CodingAgent } from '@valine/settings';
import { addComment, closeIssue } from '../people/issue-actions.ts';
import { pushTo, setDraft } from '../people/pull-actions.ts';
import { reviewPull } from '../people/review-actions.ts';
import type { Announcer } from '../webhooks/announcer.ts';

/** What an agent's workflow acts as, unless it has an account of its own. */
const ACTIONS = 'github-actions[bot]';

export function loginOf(name: string, { kind, login }: CodingAgent): string {
  if (login !== undefined) return login;
  return { copilot: 'Copilot', workflow: ACTIONS, comment: `${name}[bot]` }[kind];
}

/** What GitHub refuses it, it does not do. */
export function perform(announce: Announcer, login: string, deed: model.AgentDeed): void {
  try {
    act(announce, login, deed);
  } catch (error) {
    if (!(error instanceof model.Refusal)) throw error;
  }
}

function act(announce: Announcer, login: string, deed: model.AgentDeed): void {
  const { state } = announce;
  switch (deed.do) {
    case 'comment':
      addComment(announce, login, model.getIssue(state, deed.on), deed.body);
      return;
    case 'push':
      if (state.branches[deed.branch] !== undefined) pushTo(announce, login, deed.branch, deed.message);
      return;
    case 'mark ready':
      setDraft(announce, login, model.getPullRequest(state, deed.pull), false);
      return;
    case 'approve':
      reviewPull(announce, login, model.getPullRequest(state, deed.pull), { state: 'approved', body: '' });
      return;
    case 'close':
      closeIssue(announce, login, model.getIssue(state, deed.issue));
      return;
  }
}
