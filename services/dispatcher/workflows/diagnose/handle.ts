/** `/diagnose`: starts Diagnose on Demand and follows it to its report. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { finishEarlierAnswer } from '../../replies/answer-once.ts';
import { guardGivenUrls } from '../given-url/guard-given-urls.ts';
import { startTracking } from '../tracking/start-tracking.ts';

export async function handleDiagnose(
  ports: Ports,
  request: CommandRequested,
  { frontend_url, api_base }: OptionsOf<typeof catalogue.diagnose>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const inputs = await guardGivenUrls(ports, request, { frontend_url, api_base });
  if (inputs === undefined) return;
  await startTracking(ports, {
    stages: [{ kind: 'diagnose', workflow: ports.settings.diagnoseWorkflow }],
    id: request.id,
    person: request.person,
    place: { in: 'reply', reply: request.reply },
    requestedAt: request.requestedAt,
    inputs,
  });
}
