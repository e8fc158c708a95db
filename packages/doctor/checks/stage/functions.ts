/** The functions: there, at work, of this version, and fed by their queues. */

import { needless } from '../../facts/fact.ts';
import type { Facts } from '../../facts/facts.ts';
import { check, checkEach } from '../../judging/check.ts';

const DEPLOY = 'Deploy the stage: pulumi up.';

export const functions = checkEach(
  'stage.functions',
  'the four functions: there, active, their last update through',
  ({ stage }: Facts) => stage.functions,
  (value, service) => {
    if (value === undefined) return [{ says: `There is no function ${service}.`, mend: DEPLOY }];
    const isWell = value.state === 'Active' && value.lastUpdate === 'Successful';
    if (isWell) return [];
    return [
      {
        says: `The function ${service} is ${value.state}, its last update ${value.lastUpdate}.`,
        mend: 'Wait if it is pending; else run pulumi up, which says what AWS refuses.',
      },
    ];
  },
);

export const version = checkEach(
  'stage.version',
  'the version that is deployed against this one',
  ({ stage }: Facts) =>
    stage.kind === 'local' ? { local: needless('the local stack runs what stands here') } : stage.functions,
  (value, service, { machine }) => {
    if (value?.version === undefined || value.version.split(',')[0] === machine.version) return [];
    return [
      {
        says: `The function ${service} is of version ${value.version}, and this is ${machine.version}.`,
        mend: `${DEPLOY} Or check with the version that is deployed.`,
      },
    ];
  },
);

export const mappings = check(
  'stage.mappings',
  'each queue feeds its function',
  ({ stage }: Facts) => stage.mappings,
  (value, { stage }) => [
    ...value
      .filter(({ isOn }) => !isOn)
      .map(({ queue, state }) => ({
        says: `The queue ${queue} feeds nobody (${state}).`,
        mend: 'Enable its trigger (Lambda, Configuration, Triggers), or run pulumi up --refresh.',
      })),
    ...Object.keys(stage.queues)
      .filter((queue) => !value.some((mapping) => mapping.queue === queue))
      .map((queue) => ({
        says: `The queue ${queue} feeds nobody: it has no mapping.`,
        mend: 'Run pulumi up --refresh.',
      })),
  ],
);
