/** Where texts leave, each without what takes secrets out of them there. */
import type { ServiceName } from '@valine/settings';
import type { Edit } from '../simulation/mutants/mutant.ts';

type Sink = Edit & { name: string; service: ServiceName };

const lambda = (service: ServiceName) => ({ service, file: `services/${service}/lambda.ts` });
const FETCH = 'packages/lambda-kit/aws/read-configuration.ts';

export const SINKS: readonly Sink[] = [
  { name: 'the log of ingress', ...lambda('ingress'), replace: ', secrets: known', by: '' },
  {
    name: 'the queue of ingress',
    ...lambda('ingress'),
    replace: 'const hide = createHide(known);',
    by: 'const hide = createHide([]);',
  },
  ...(['dispatcher', 'verifier', 'notifier'] as const).map((service) => ({
    ...{ name: `the log of the ${service}`, ...lambda(service) },
    ...{ replace: 'level: source.LOG_LEVEL, secrets,', by: 'level: source.LOG_LEVEL,' },
  })),
  { name: 'the queues of the dispatcher', ...lambda('dispatcher'), replace: '\n  hide,\n', by: '\n' },
  { name: 'the records of the dispatcher', ...lambda('dispatcher'), replace: '    hide,\n', by: '' },
  { name: 'the queues of the verifier', ...lambda('verifier'), replace: '  },\n  hide,\n', by: '  },\n' },
  {
    name: 'the calls of the notifier',
    service: 'notifier',
    file: FETCH,
    replace: 'hidingFetch(fetch, hide)',
    by: 'fetch',
  },
  {
    ...{ name: 'what GitHub says', service: 'dispatcher', file: 'packages/github/requests/to-github-error.ts' },
    ...{ replace: "maskSecrets(text.split('\\n')[0] ?? '')", by: "text.split('\\n')[0] ?? ''" },
  },
  {
    ...{ name: 'what Discord says', service: 'notifier', file: 'packages/discord/rest/send-request.ts' },
    ...{ replace: 'maskSecrets(said, known)', by: 'said' },
  },
];
