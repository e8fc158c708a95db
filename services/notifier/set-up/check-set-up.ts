/** `set-up.check`: looks at how Discord is set up, judges it as `valine doctor` does, and reports what it found. */
import { registrationPayload } from '@valine/commands';
import type { SetUpCheck, SetUpObserved } from '@valine/contracts';
import {
  addressAsSeen,
  type DiscordSetUp,
  findingsOf,
  gatherDiscord,
  known,
  needless,
  type SettingsFact,
} from '@valine/doctor';
import { DISCORD_CHECKS } from '@valine/doctor/discord';
import { entryOf, type Logger, type Queues } from '@valine/lambda-kit';
import { operationId } from '@valine/records';

export type SetUpPorts = {
  discord: DiscordSetUp;
  /** What of them the checks look at. */
  settings: SettingsFact;
  /** Where interactions reach the stage. */
  interactionsUrl: string;
};

/** Who is linked stands in records that are not for this function to read. */
const LINKED = needless('valine doctor looks at people');

/** Discord's failures are facts like others: the group of this message goes on. @throws QueueUnavailable */
export async function checkSetUp(
  { queues, logger }: { queues: Queues; logger: Logger },
  { discord, settings, interactionsUrl }: SetUpPorts,
  { id, slot, ticket }: SetUpCheck,
): Promise<void> {
  const { findings, verdicts } = findingsOf(DISCORD_CHECKS, {
    settings: known(settings),
    discord: await gatherDiscord(discord, settings, LINKED),
    interactionsUrl: addressAsSeen(interactionsUrl, settings['DISCORD_API_URL'] ?? '', 'Discord'),
    commands: registrationPayload(),
  });
  const observed: SetUpObserved = {
    ...{ type: 'set-up.observed', id: operationId(id, 'observed on Discord'), area: 'discord' },
    ...{ slot, ticket, findings },
  };
  await queues.send('dispatch', [entryOf(observed)]);
  logger.info('the set-up was looked at', { id, slot, verdicts });
}
