/** What ingress needs from outside. */
import type { AccessSettings } from '@valine/admission';
import type { SignedInteraction } from '@valine/discord';
import type { SignedDelivery } from '@valine/github';
import type { Clock, Hide, Logger, Queues } from '@valine/lambda-kit';
import type { RecordStore } from '@valine/records';
import type { Settings } from '@valine/settings';
import type { Pace } from './discord/pace.ts';

export type IngressSettings = Pick<
  Settings,
  'GITHUB_REPOSITORY' | 'COMMANDS_PER_MINUTE' | 'PRESSES_PER_MINUTE' | 'UX_SECTIONS'
> &
  Partial<Pick<Settings, 'DISCORD_APPLICATION_ID' | 'CODING_AGENTS'>> &
  AccessSettings & {
    /** Events of GitHub that notification rules are about: their names, as in `X-GitHub-Event`. */
    NOTIFICATION_EVENTS?: readonly string[];
    NOTIFICATION_RULE_NAMES?: readonly string[];
  };

/** What the routes are given: the ports, and what an instance remembers from one request to the next. */
export type DoorPorts = IngressPorts & {
  pace: Pace;
  /** When a refusal was last told to the audit, in epoch milliseconds, and how many like it came since. */
  refused: Map<string, { at: number; alike: number }>;
};

export type IngressPorts = {
  queues: Queues;
  /** Read for autocomplete only. */
  runs: Pick<RecordStore, 'listPlans' | 'listTrackings' | 'listPlanned'>;
  clock: Clock;
  logger: Logger;
  verifyInteraction: (interaction: SignedInteraction) => boolean;
  /** A promise, for the secret may have to be fetched first. */
  verifyWebhook: (delivery: SignedDelivery) => boolean | Promise<boolean>;
  /** What messages for the dispatcher are signed with. A promise, for it may have to be fetched first. */
  admissionKey: () => string | Promise<string>;
  /** Takes this function's own secrets out of what people wrote, before it is signed. */
  hide: Hide;
  settings: IngressSettings;
};

/** What the process remembers besides. */
export type DeliveryPorts = IngressPorts & {
  /** Ids that our repository was seen with, since the process began. A new process sends what it does not know to be questioned. */
  repositoryIds: Set<number>;
  /** Names that our repository has besides our setting, of which the team was told. */
  toldNames: Set<string>;
};
