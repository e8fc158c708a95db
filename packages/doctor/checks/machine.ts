/** This machine: what is needed here to deploy and to look. */

import { known } from '../facts/fact.ts';
import type { Facts } from '../facts/facts.ts';
import { check } from '../judging/check.ts';

const NODE = 24;

export const node = check(
  'machine.node',
  `Node ${NODE} or newer, by which the program of the infrastructure runs`,
  ({ machine }: Facts) => known(machine.node),
  (version) =>
    Number(/^v?(\d+)/.exec(version)?.[1]) >= NODE
      ? []
      : [
          {
            says: `Node ${version} runs this, and pulumi up needs ${NODE} or newer.`,
            mend: 'Begin commands with npx -y pnpm@12.21.0 exec, which puts the right one first.',
          },
        ],
);

export const pulumi = check(
  'machine.pulumi',
  'the Pulumi CLI: there, and not older than the packages of the program',
  ({ machine }: Facts) => machine.pulumi,
  (version, { machine }) => {
    if (version === undefined)
      return [
        { says: 'There is no Pulumi CLI here.', mend: 'Install it: https://www.pulumi.com/docs/iac/download-install/' },
      ];
    return isOlder(version, machine.pulumiWanted)
      ? [
          {
            says: `The Pulumi CLI is ${version}, and the program is written for ${machine.pulumiWanted}.`,
            mend: 'Install a newer one: https://www.pulumi.com/docs/iac/download-install/',
          },
        ]
      : [];
  },
);

export const clock = check(
  'machine.clock',
  'the clock of this machine against Discord’s',
  ({ discord }: Facts) => discord.skewMs,
  (skewMs) =>
    Math.abs(skewMs) < 60_000
      ? []
      : [
          {
            says: `The clock here is ${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} Discord's.`,
            mend: 'Set the clock by a time server (timedatectl set-ntp true; macOS: Settings, Date & Time).',
          },
        ],
);

/** By major and minor version. */
function isOlder(version: string, wanted: string): boolean {
  const [[major = 0, minor = 0], [wantedMajor = 0, wantedMinor = 0]] = [partsOf(version), partsOf(wanted)];
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}

function partsOf(version: string): number[] {
  return version.replace(/^v/, '').split('.').map(Number);
}
