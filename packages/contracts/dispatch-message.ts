/** What the dispatch queue carries: what people asked for and what happened on GitHub. */
import * as z from 'zod/mini';
import { GitHubCheckEvent, GitHubEvent } from './github-event.ts';
import { ScheduleDue } from './operation/schedule-message.ts';
import { AlarmDue, SweepDue } from './operation/wake-ups.ts';
import { PROMISED_TO_DISPATCHER } from './outgoing.ts';
import { Person } from './person.ts';
import { Reply } from './reply.ts';
import { GitHubHappened } from './rules/github-happened.ts';
import { signed } from './trust/signed.ts';
import { SetUpDue } from './verify-message.ts';

export const OptionValue = z.union([z.string(), z.number(), z.boolean()]);

/** What ingress answers for when it lets an interaction in: the message as it stands, and where it was asked. */
export const Admission = z.object({
  guildId: z.optional(z.string()),
  /** The channel, and for a thread also the channel it was opened in. */
  channelIds: z.array(z.string()),
  /** Of the whole message, base64url; see `@valine/admission`. */
  signature: z.string(),
});
export type Admission = z.infer<typeof Admission>;

export const CommandRequested = z.object({
  type: z.literal('command.requested'),
  /** The interaction id: the same for every replay, and what every derived id is made of. */
  id: z.string(),
  command: z.string(),
  options: z.record(z.string(), OptionValue),
  /** Secret options, by name: only ingress and the dispatcher can open them. */
  locked: z.optional(z.record(z.string(), z.string())),
  person: Person,
  reply: Reply,
  requestedAt: z.number(),
  /** Without it the dispatcher does nothing. */
  admission: z.optional(Admission),
});
export type CommandRequested = z.infer<typeof CommandRequested>;

export const ButtonPressed = z.object({
  type: z.literal('button.pressed'),
  /** The interaction id. */
  id: z.string(),
  /** Or a select. */
  button: z.string(),
  /** What stands behind the colon of its id: the id of a plan or a tracking. */
  argument: z.string(),
  /** What was chosen, in a select. */
  values: z.optional(z.array(z.string())),
  /** What was written in the window that the button opened. */
  text: z.optional(z.string()),
  person: Person,
  reply: Reply,
  pressedAt: z.number(),
  /** One of many within a minute, as the door has seen it: the dispatcher counts those, whichever door let them in. */
  isFast: z.optional(z.boolean()),
  /** Without it the dispatcher does nothing. */
  admission: z.optional(Admission),
});
export type ButtonPressed = z.infer<typeof ButtonPressed>;

/** What ingress has refused, and answered itself. For the audit alone. */
export const InteractionRefused = z.object({
  type: z.literal('interaction.refused'),
  /** The interaction id. */
  id: z.string(),
  askedBy: z.enum(['command', 'press', 'window']),
  /** `/plan`, `approve`. */
  what: z.string(),
  /** What was given with it: cut, and secrets are hidden. */
  options: z.record(z.string(), z.string()),
  person: Person,
  channelId: z.string(),
  guildId: z.optional(z.string()),
  reasonCode: z.string(),
  /** So many more like it were refused since this instance of ingress last told of one. */
  alike: z.number(),
  refusedAt: z.number(),
  /** Without it the dispatcher does nothing. */
  admission: z.optional(Admission),
});
export type InteractionRefused = z.infer<typeof InteractionRefused>;

/** A repository that is not called as ours is, in a delivery: GitHub can tell whether ours was renamed. */
export const DeliveryQuestioned = z.object({
  ...signed,
  type: z.literal('delivery.questioned'),
  /** The delivery GUID. */
  id: z.string(),
  /** Epoch milliseconds at which ingress took the delivery. */
  receivedAt: z.optional(z.number()),
  /** `name`: `owner/name`, as the delivery has it. */
  repository: z.object({ id: z.number(), name: z.string() }),
  /** What goes where if it is ours after all; absent in a delivery that tells of the name alone. */
  queue: z.optional(z.enum(['dispatch', 'verify'])),
  /** Its repository is called as in our setting. */
  event: z.optional(z.union([GitHubEvent, GitHubCheckEvent])),
  /** The same for notification rules, on the dispatch queue. */
  happened: z.optional(GitHubHappened),
});
export type DeliveryQuestioned = z.infer<typeof DeliveryQuestioned>;

export const DispatchMessage = z.discriminatedUnion('type', [
  CommandRequested,
  ButtonPressed,
  InteractionRefused,
  GitHubEvent,
  GitHubHappened,
  DeliveryQuestioned,
  SetUpDue,
  SweepDue,
  AlarmDue,
  ScheduleDue,
  ...PROMISED_TO_DISPATCHER,
]);
export type DispatchMessage = z.infer<typeof DispatchMessage>;
