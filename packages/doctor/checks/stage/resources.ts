/** Parameters, queues, table and alarms of the stage. */

import { both, type Fact, needless } from '../../facts/fact.ts';
import type { Facts } from '../../facts/facts.ts';
import type { TableFact } from '../../facts/stage-facts.ts';
import { check, checkEach, type Problem } from '../../judging/check.ts';

const REFRESH = 'Run pulumi up --refresh.';
/** So many messages are no burst any more. */
const MANY_WAITING = 1000;

export const parameters = check(
  'stage.parameters',
  'the secrets in Parameter Store: there, encrypted, not empty',
  ({ stage }: Facts) => stage.parameters,
  (value) =>
    Object.entries(value).flatMap(([setting, parameter]): Problem[] => {
      if (parameter === undefined)
        return [{ says: `The parameter of ${setting} is not there: its functions do not start.`, mend: REFRESH }];
      if (parameter.isEmpty)
        return [
          {
            says: `The parameter of ${setting} is empty.`,
            mend: `Set the secret again (pulumi config set --secret), then pulumi up.`,
          },
        ];
      return parameter.type === 'SecureString'
        ? []
        : [
            {
              says: `The parameter of ${setting} is not encrypted (${parameter.type}).`,
              mend: 'Delete it, then run pulumi up --refresh; and give the secret a new value.',
            },
          ];
    }),
);

export const queues = checkEach(
  'stage.queues',
  'the queues: there, each with its dead letters, and not piling up',
  ({ stage }: Facts) => stage.queues,
  (value, queue) => {
    if (value === undefined) return [{ says: `There is no queue ${queue}.`, mend: REFRESH }];
    return [
      ...(value.hasDeadLetterQueue
        ? []
        : [{ says: `The queue ${queue} has no dead letters: what fails for good is lost.`, mend: REFRESH }]),
      ...(value.waiting < MANY_WAITING
        ? []
        : [
            {
              says: `About ${value.waiting} messages wait in the queue ${queue}.`,
              mend: 'Look into the log of its function, and at the limits of GitHub and Discord.',
            },
          ]),
    ];
  },
);

export const deadLetters = checkEach(
  'stage.dead-letters',
  'no message has failed for good',
  ({ stage }: Facts) => stage.queues,
  (value, queue) =>
    value === undefined || value.deadLetters === 0
      ? []
      : [
          {
            says: `${value.deadLetters} messages of the queue ${queue} have failed for good.`,
            mend: `See them (valine dlq --queue ${queue}), mend the cause, then valine redrive --all.`,
          },
        ],
);

export const table = check(
  'stage.table',
  'the table: active with its indexes, forgetting what is old, recoverable, protected in prod',
  ({ stage }: Facts) => stage.table,
  (value, { stage }) =>
    value === undefined ? [{ says: 'There is no table of runs.', mend: REFRESH }] : tableProblems(value, stage.stage),
);

export const expiry = check(
  'stage.table-expiry',
  'the table forgets records whose time is over, and can be brought back to any second of 35 days',
  ({ stage: { table: found } }: Facts): Fact<[boolean, boolean]> => {
    if (found.is !== 'known') return found;
    return found.value === undefined ? needless('there is no table') : both(found.value.expires, found.value.recovers);
  },
  ([expires, recovers]) => [
    ...(expires ? [] : [{ says: 'The table keeps records whose time is over.', mend: REFRESH }]),
    ...(recovers ? [] : [{ says: 'The table has no point-in-time recovery.', mend: REFRESH }]),
  ],
);

export const alarms = check(
  'stage.alarms',
  'somebody hears the alarms: an address is subscribed, and has confirmed it',
  ({ stage }: Facts) => stage.subscriptions,
  (value) => {
    if (value === undefined) return [{ says: 'There is no topic for alarms.', mend: REFRESH }];
    if (value.some(({ isConfirmed }) => isConfirmed)) return [];
    const [first] = value;
    return first === undefined
      ? [
          {
            says: 'Nobody is told when an alarm goes off.',
            mend: 'pulumi config set alarmEmail <address>, then pulumi up, and confirm the message that AWS sends there.',
          },
        ]
      : [
          {
            says: `${first.endpoint} has not confirmed that it wants the alarms.`,
            mend: 'Open the message “AWS Notification - Subscription Confirmation” there and confirm it; after three days AWS forgets: pulumi up --refresh sends it again.',
          },
        ];
  },
);

function tableProblems({ status, indexes, isProtected }: TableFact, stage: string): Problem[] {
  const sick = Object.entries(indexes).filter(([, state]) => state !== 'ACTIVE');
  return [
    ...(status === 'ACTIVE'
      ? []
      : [{ says: `The table is ${status}.`, mend: 'Wait until it is active; see DynamoDB in the AWS console.' }]),
    ...(Object.keys(indexes).length > 0
      ? []
      : [{ says: 'The table has no index: nothing can be listed.', mend: REFRESH }]),
    ...sick.map(([name, state]) => ({ says: `The index ${name} is ${state}.`, mend: 'Wait until it is active.' })),
    ...(stage !== 'prod' || isProtected
      ? []
      : [
          {
            says: 'The table of stage prod can be deleted by a slip.',
            mend: 'Switch deletion protection on: pulumi up --refresh.',
          },
        ]),
  ];
}
