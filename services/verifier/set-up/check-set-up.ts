/** `set-up.check`: looks at how GitHub is set up, judges it as `valine doctor` does, and reports what it found. */
import type { SetUpCheck, SetUpObserved } from '@valine/contracts';
import { addressAsSeen, findingsOf, gatherGitHub, known } from '@valine/doctor';
import { GITHUB_CHECKS } from '@valine/doctor/github';
import { entryOf } from '@valine/lambda-kit';
import { operationId } from '@valine/records';
import type { Ports, SetUpPorts } from '../shared/ports.ts';

export async function checkSetUp(
  { queues, clock, logger }: Pick<Ports, 'queues' | 'clock' | 'logger'>,
  { github, settings, webhookUrl }: SetUpPorts,
  { id, slot, ticket }: SetUpCheck,
): Promise<void> {
  const url = addressAsSeen(webhookUrl, settings['GITHUB_API_URL'] ?? '', 'GitHub');
  const looked = await gatherGitHub(github, settings, url);
  const facts = { settings: known(settings), github: looked, webhookUrl: url, now: clock.now() };
  const { findings, verdicts } = findingsOf(GITHUB_CHECKS, facts);
  const observed: SetUpObserved = {
    ...{ type: 'set-up.observed', id: operationId(id, 'observed'), area: 'github' },
    ...{ slot, ticket, findings },
  };
  await queues.send('dispatch', [entryOf(observed)]);
  logger.info('the set-up was looked at', { id, slot, verdicts });
}
