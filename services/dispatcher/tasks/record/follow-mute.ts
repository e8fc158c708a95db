/** A task that has begun keeps a record, and lines, of its own: it is muted as its plan says, whatever was asked for meanwhile. */
import { isDeepStrictEqual } from 'node:util';
import { mutedAs, type Plan, type Task, taskId } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { EffectPorts } from '../../effects/start-effects.ts';
import { taskRules } from './task-rules.ts';

/** One read; and where nobody is sure that the record follows `known` already, one more with a write. `source`: what has it follow. */
export async function followMute(
  ports: EffectPorts,
  source: string,
  planId: string,
  number: number,
  known?: Plan,
): Promise<void> {
  const plan = await ports.store.find('plan', planId);
  const line = plan && lineOf(plan, number);
  if (plan === undefined || line === undefined) return;
  if (known !== undefined && known.muteAsked === plan.muteAsked && lineOf(known, number)?.muteAsked === line.muteAsked)
    return;
  await changeOwner(ports, taskRules, {
    source,
    ownerId: taskId(planId, number),
    decide({ muted: before, mutedLines = 0, ...task }) {
      // Whoever has read the plan later knows better.
      if (plan.version <= (task.muteAsOf ?? 0)) return { verdict: 'known' };
      const follows = mutedAs(plan, line);
      const isSame = isDeepStrictEqual(follows.muted, before);
      return { verdict: 'followed', next: { ...task, ...follows, mutedLines: isSame ? mutedLines : 0 } };
    },
  });
}

function lineOf({ tasks }: Plan, of: number): Task | undefined {
  return tasks.find(({ number }) => number === of);
}
