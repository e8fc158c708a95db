/** Which of GitHub's events starts the workflow run of a stage of ours. */
import type { Stage, Tracking } from '@valine/records';

/**
 * The title of a run of any other event is anybody's to write: of a pull request from a fork it is that of the pull
 * request, of a push that of the commit. Only who may write to the repository can dispatch.
 */
export function startingEvent({ effects }: Pick<Tracking, 'effects'>, { effectId }: Pick<Stage, 'effectId'>): string {
  const starting = effects.find(({ id }) => id === effectId);
  return starting?.kind === 'request-dispatch' ? 'repository_dispatch' : 'workflow_dispatch';
}
