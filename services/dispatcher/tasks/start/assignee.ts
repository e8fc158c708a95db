/** Whom an issue is assigned to when the work on it begins. */
import type { Person } from '@valine/contracts';
import type { TaskRecord } from '@valine/records';
import type { DispatcherSettings } from '../../ports.ts';
import { unknownLoginText } from '../record/texts.ts';

/** Nobody besides those who are assigned already. `requester`: who asked for the plan. What is given to a coding agent is assigned to nobody. */
export function assigneeOf(
  requester: Person,
  assigned: readonly string[],
  { taskAssignee, gitHubLogins }: Pick<DispatcherSettings, 'taskAssignee' | 'gitHubLogins'>,
): Pick<TaskRecord, 'assignee' | 'unassigned'> {
  if (taskAssignee !== 'requester' || assigned.length > 0) return {};
  const login = gitHubLogins[requester.id];
  return login === undefined ? { unassigned: unknownLoginText(requester.name) } : { assignee: login };
}
