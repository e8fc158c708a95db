/** Has a task of an approved plan begin now: what blocks it, or was in its way, is left to whoever asks. Pure. */
import { movedTasks } from '../../plans/held/held.ts';
import { byPerson } from '../../plans/issues/messages.ts';
import { taskStarts } from '../../plans/record/task-starts.ts';
import { type Deed, type DeedRequest, refused } from './deed.ts';
import { beginsText, hasBegunText } from './texts.ts';

export function decideStart({ comment, plan, line, task, opensPullRequests, now }: DeedRequest): Deed {
  const isWaiting = line.state === 'pending';
  if (!isWaiting && (task !== undefined || !opensPullRequests)) return refused(hasBegunText(task?.pullRequest));
  const answer = { reaction: '+1', text: beginsText(line) } as const;
  const starts = opensPullRequests ? taskStarts(plan.id, [line], comment.id, now) : [];
  if (!isWaiting) return { answer, messages: () => starts };
  const started = { ...line, state: 'started' } as const;
  const tasks = plan.tasks.map((each) => (each === line ? started : each));
  const moved = { moved: [started], cause: byPerson(comment.by), source: comment.id, now };
  const { next, messages } = movedTasks(plan, tasks, moved);
  return { answer, next, messages: (after) => [...messages(after), ...starts] };
}
