/** People who comment on the issues and pull requests of a team, and what stands there in answer. */
import type { IssueCommented } from '@valine/contracts';
import type { TestTeam } from '../tasks/test-team.ts';

/** Somebody comments, a while later: on GitHub, and in the delivery that tells of it. */
export function commented(
  { repository: { model, people }, clock }: Pick<TestTeam, 'repository' | 'clock'>,
  number: number,
  body: string,
  more: Partial<IssueCommented> = {},
): IssueCommented {
  const { sender = 'grace' } = more;
  clock.advance(10_000);
  const at = clock.now();
  const commentId = people.comment(number, sender, body);
  const issue = model.issues.find((each) => each.number === number);
  const occurrence = { id: `delivery-${commentId}`, repository: 'acme/web', sender, receivedAt: at };
  const pull = issue?.pullRequest === undefined ? {} : { closes: closedBy(issue.body ?? '') };
  return { ...occurrence, type: 'issue.commented', action: 'created', number, commentId, body, ...pull, ...more };
}

function closedBy(body: string): number[] {
  return Array.from(body.matchAll(/Closes #(\d+)/g), ([, number]) => Number(number));
}

/** Reactions to a comment, and what was answered below it, without the marker. */
export function answersTo({ repository: { model } }: Pick<TestTeam, 'repository'>, event: IssueCommented) {
  const reactions = model.reactions.filter(({ comment }) => comment === event.commentId);
  const later = model.comments.filter(({ id, issue }) => id > event.commentId && issue === event.number);
  return {
    reactions: reactions.map(({ content }) => content),
    texts: later.map(({ body }) => body.replace(/\n*<!--.*-->/, '')),
  };
}
