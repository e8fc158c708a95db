/** When something was deployed last, and whether that is too long ago: told once, and once when it is over. */
import { GitHubError } from '@valine/github';
import type { Ports } from '../../ports.ts';
import type { Given, Outcome } from '../slot/decide.ts';
import { alertNotification } from '../slot/notifications.ts';
import { deployedAgainMessage, type LastDeploy, noDeployMessage } from './messages.ts';

const DAY_MS = 86_400_000;
const MOST_RUNS = 20;
const LOOKING_MS = 4000;

export async function lookForDeploy(ports: Ports, given: Given): Promise<Outcome> {
  const { entry, channelId, slot } = given;
  const { after_days: days } = entry;
  const last = days === undefined ? undefined : await lastDeploy(ports);
  if (days === undefined || last === undefined) return () => ({ messages: [] });
  const isOverdue = slot.at - last.at > days * DAY_MS;
  return (record) => {
    if (isOverdue === record.told.noDeploy) return { messages: [] };
    const message = isOverdue ? noDeployMessage(days, last) : deployedAgainMessage(last);
    // Of older ones that are not listed nobody knows how they went.
    if (message === undefined) return { messages: [] };
    const told = { ...record.told, noDeploy: isOverdue };
    return { messages: [alertNotification(record, entry, channelId, message)], told };
  };
}

/** Undefined where that is not known: what cannot be seen has not turned. */
async function lastDeploy({ actions, settings, logger }: Ports): Promise<LastDeploy | undefined> {
  try {
    const runs = await actions.listWorkflowRuns(settings.deployWorkflow, { limit: MOST_RUNS }, LOOKING_MS);
    const last = runs.find(({ conclusion }) => conclusion === 'success');
    if (last !== undefined) return { at: last.startedAt, url: last.url };
    const oldest = runs.at(-1);
    return oldest === undefined ? undefined : { at: oldest.startedAt };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    logger.warn('when something was deployed last could not be seen', { error });
    return undefined;
  }
}
