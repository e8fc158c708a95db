/** Every check of the command line, in the order in which they are told. */
import type { Facts } from '../facts/facts.ts';
import type { Check } from '../judging/check.ts';
import { DISCORD_CHECKS } from './discord/index.ts';
import { GITHUB_CHECKS } from './github/index.ts';
import { clock, node, pulumi } from './machine.ts';
import { doors, region } from './stage/doors.ts';
import { functions, mappings, version } from './stage/functions.ts';
import { alarms, deadLetters, expiry, parameters, queues, table } from './stage/resources.ts';
import { access, channel, settings, site } from './stage/settings.ts';
import { trust } from './stage/trust.ts';

export const ALL_CHECKS: readonly Check<Facts>[] = [
  ...[settings, access, channel, site],
  ...GITHUB_CHECKS,
  ...DISCORD_CHECKS,
  ...[functions, version, mappings, parameters, queues, deadLetters, table, expiry, alarms, doors, trust, region],
  ...[node, pulumi, clock],
];
