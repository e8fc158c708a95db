/** What people do about deploys, diagnoses and verifications. */
import type { ButtonName } from '@valine/commands';
import type { Random } from '../../engine/random.ts';
import type { Deed, OptionValue } from '../step.ts';

/** Addresses that people give: good ones, where the API is among them, and such as the guard refuses. */
const GIVEN = [
  'https://canary-given.example.com',
  'https://canary-given.example.com/api',
  'https://inside.example.com',
  'https://gone.example.com',
  'http://app.example.com',
  'https://127.0.0.1',
  'https://example.org',
];
/** The first run of a world is 7001. */
const RUNS_GIVEN = [
  '7001',
  '7002',
  '7003',
  'https://github.com/acme/web/actions/runs/7001',
  'https://github.com/acme/other/actions/runs/7001',
  'https://evil.example.org/acme/web/actions/runs/7001',
  '424242',
  'the last one',
];

export const FOLLOW_DEEDS: Record<'deploy' | 'diagnose' | 'verify', (random: Random) => Deed[]> = {
  deploy: (random) => [
    deploying(random),
    ...some(random, 1, 3, pressing),
    ...some(random, 0, 1, either(deploying, asking)),
    ...odd(random),
  ],
  diagnose: (random) => [
    diagnosing(random),
    ...some(random, 0, 3, pressing),
    ...some(random, 0, 1, either(diagnosing, asking)),
    ...odd(random),
  ],
  verify: (random) => [
    ...some(random, 1, 2, verifying),
    ...some(random, 0, 2, pressing),
    ...some(random, 0, 1, either(deploying, verifying)),
    ...odd(random),
  ],
};

function some(random: Random, least: number, most: number, deed: (random: Random) => Deed): Deed[] {
  return Array.from({ length: random.int(least, most) }, () => deed(random));
}

const either =
  (...deeds: ((random: Random) => Deed)[]) =>
  (random: Random): Deed =>
    random.pick(deeds)(random);

function odd(random: Random): Deed[] {
  if (random.chance(0.7)) return [];
  return [
    random.pick<Deed>([{ do: 'send again' }, { do: 'delete message', tracking: 0 }, { do: 'poison', queue: 'verify' }]),
  ];
}

function command(name: Extract<Deed, { do: 'command' }>['name'], random: Random, options: Options): Deed {
  return { do: 'command', name, by: random.int(0, 1), options };
}
type Options = Record<string, OptionValue>;

function deploying(random: Random): Deed {
  const options = {
    ...(random.chance(0.3) && { api_base: random.pick(GIVEN) }),
    ...(random.chance(0.8) && { wait: random.chance(0.8) }),
  };
  return command('deploy-client', random, options);
}

function diagnosing(random: Random): Deed {
  const options = {
    ...(random.chance(0.2) && { frontend_url: random.pick(GIVEN) }),
    ...(random.chance(0.2) && { api_base: random.pick(GIVEN) }),
  };
  return command('diagnose', random, options);
}

function verifying(random: Random): Deed {
  if (random.chance(0.4)) return command('verify-run', random, { run_id: random.pick(RUNS_GIVEN) });
  const options = {
    ...(random.chance(0.2) && { run_url: random.pick(RUNS_GIVEN) }),
    ...(random.chance(0.5) && { diagnose: random.chance(0.8) }),
  };
  return command('verify-latest', random, options);
}

const PRESSED: readonly ButtonName[] = [
  'cancel-workflow',
  'cancel-workflow',
  'rerun-failed',
  'rerun-failed',
  'diagnose-now',
  'details',
];

function pressing(random: Random): Deed {
  const button = random.pick(PRESSED);
  return { do: 'press', button, by: random.int(0, 1), tracking: random.chance(0.85) ? 0 : 1 };
}

function asking(random: Random): Deed {
  if (random.chance(0.3))
    return { do: 'type', name: 'verify-run', option: 'run_id', typed: '70', by: random.int(0, 2) };
  return { do: 'command', name: 'status', by: random.int(0, 2), options: { count: random.int(1, 3) } };
}
