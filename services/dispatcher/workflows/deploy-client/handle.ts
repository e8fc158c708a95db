/** `/deploy-client`: starts Client Deploy; follows it to the end for whoever waits, and tells everybody else if it fails. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { finishEarlierAnswer } from '../../replies/answer-once.ts';
import { guardGivenUrls } from '../given-url/guard-given-urls.ts';
import { startTracking } from '../tracking/start-tracking.ts';

export async function handleDeployClient(
  ports: Ports,
  request: CommandRequested,
  { api_base, wait = false }: OptionsOf<(typeof catalogue)['deploy-client']>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const inputs = await guardGivenUrls(ports, request, { api_base });
  if (inputs === undefined) return;
  await startTracking(ports, {
    stages: [{ kind: 'deploy', workflow: ports.settings.deployWorkflow }],
    id: request.id,
    person: request.person,
    place: { in: 'reply', reply: request.reply },
    requestedAt: request.requestedAt,
    inputs,
    tellsSuccess: wait,
  });
}
