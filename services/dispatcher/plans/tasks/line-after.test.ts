import type { TaskChanged } from '@valine/contracts';
import type { Task } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { lineAfter } from './decide.ts';

const agent = { label: 'Claude', is: 'done' } as const;
const ready: Task = { number: 1, title: 'Header', url: '', state: 'ready', is: 'ready', revision: 3, agent };
const ended: Task = { ...ready, state: 'merged', note: 'closed' };

function told(more: Partial<TaskChanged>): TaskChanged {
  return { type: 'task.changed', id: 't', planId: 'p', number: 1, revision: 3, is: 'ready', ...more };
}

describe('the line of a task says which agent has it', () => {
  it('until the task is merged', () => {
    expect(lineAfter(ready, told({ revision: 4, agent: { ...agent, is: 'working' } })).agent?.is).toBe('working');
    expect(lineAfter(ready, told({ revision: 4, is: 'merged', agent }))).not.toHaveProperty('agent');
  });

  it('as it did when it ended, whatever comes again', () => {
    expect(lineAfter(ended, told({}))).toEqual(ended);
    expect(lineAfter(ended, told({ revision: 3, agent: { ...agent, is: 'working' } })).agent).toEqual(agent);
  });
});
