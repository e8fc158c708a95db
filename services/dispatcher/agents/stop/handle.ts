/** A person takes a task back from its coding agent, which is stopped where it can be. */
import { type ButtonPressed, type Message, plainText, refusalMessage } from '@valine/contracts';
import { isAgentAtWork, type TaskRecord, taskId } from '@valine/records';
import { changeOnInteraction } from '../../effects/change-on-interaction.ts';
import type { Ports } from '../../ports.ts';
import { taskRules } from '../../tasks/record/task-rules.ts';
import { agentEnds } from '../record/agent.ts';
import { readArgument } from '../record/read-argument.ts';
import { stopIntent } from '../record/stop-intent.ts';
import { noTaskMessage, notAtWorkMessage } from '../say/messages.ts';

type Verdict = 'stopped' | 'not_stoppable' | 'agent_not_at_work';

export async function handleStopButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { planId, number, what: giving } = readArgument(press.argument);
  await changeOnInteraction<'task', Verdict>(ports, taskRules, press, {
    ownerId: taskId(planId, number),
    decide(task) {
      const { agent } = task;
      if (agent?.id !== giving || !isAgentAtWork(task)) return { verdict: 'agent_not_at_work' };
      const intent = stopIntent(agent, task);
      const next = agentEnds(task, 'stopped', `by ${press.person.name}`);
      if (intent !== undefined) return { verdict: 'stopped', next, intents: [intent] };
      // Its run is not known yet: it is cancelled then.
      const isToCome = agent.kind === 'workflow' && agent.state === 'given';
      return { verdict: isToCome ? 'stopped' : 'not_stoppable', next };
    },
    answer: (verdict, task) => answerMessage(verdict, task),
    outcome: (verdict) => verdict,
    notFound: { outcome: 'task_not_begun', message: noTaskMessage() },
  });
}

function answerMessage(verdict: Verdict, task: TaskRecord): Message {
  const label = plainText(task.agent?.label ?? 'the agent');
  switch (verdict) {
    case 'stopped':
      return { content: `✋ #${task.issue.number} is taken back from ${label}, which is told to stop.` };
    case 'not_stoppable':
      return refusalMessage(
        'agent_cannot_be_stopped',
        `#${task.issue.number} is taken back, but nothing here stops ${label}. What it pushes from now on is for you to judge; close the pull request, or take its access away, to keep it out.`,
      );
    case 'agent_not_at_work':
      return notAtWorkMessage(task);
  }
}
