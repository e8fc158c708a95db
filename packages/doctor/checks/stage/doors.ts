/** The two doors of ingress: whether they answer from outside, and refuse what nobody signed. */
import type { Facts } from '../../facts/facts.ts';
import type { DoorFact } from '../../facts/stage-facts.ts';
import { check, checkEach, type Problem } from '../../judging/check.ts';

export const doors = checkEach(
  'stage.doors',
  'the addresses for Discord and GitHub answer, and refuse what nobody signed (401)',
  ({ stage }: Facts) => stage.doors,
  (door) => doorProblems(door),
);

export const region = check(
  'stage.region',
  'the AWS region that is asked is that of the configuration',
  ({ stage }: Facts) => stage.region,
  ({ asked, configured }) =>
    configured === undefined || configured === asked
      ? []
      : [
          {
            says: `The region that is asked is ${asked}, and the stage is configured for ${configured}.`,
            mend: `Unset AWS_REGION, or set it to ${configured}.`,
          },
        ],
);

function doorProblems({ url, status, detail }: DoorFact): Problem[] {
  if (status === 401) return [];
  if (status === 0)
    return [
      {
        says: `${url} does not answer: ${detail}.`,
        mend: 'Is the stage deployed, and the address right (pulumi stack output)? Behind a tunnel: is it open?',
      },
    ];
  if (status >= 200 && status < 300)
    return [
      {
        says: `${url} takes what nobody signed (${status}).`,
        mend: 'Something else answers there: correct the address, or deploy the stage.',
      },
    ];
  if (status >= 500)
    return [
      {
        says: `${url} answers ${status}.`,
        mend: 'See the log of the ingress function: a setting or a secret may be missing (pulumi up names it).',
      },
    ];
  return [
    {
      says: `${url} answers ${status} instead of 401.`,
      mend: 'Something else answers there: compare it with pulumi stack output.',
    },
  ];
}
