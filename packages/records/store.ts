/** The port every service keeps its records through; `memory/` and `dynamodb/` implement it under one contract test. */

import type { AgentWork } from './kinds/agent-work.ts';
import type { AuditClaim, AuditEntry, AuditHead } from './kinds/audit/audit-records.ts';
import type { CommentRecord } from './kinds/comment.ts';
import type { DeploySetting } from './kinds/deploy-setting.ts';
import type { DescriptionRecord } from './kinds/description.ts';
import type { Account, Identity } from './kinds/identity.ts';
import type { LinkAttempt } from './kinds/link-attempt.ts';
import type { Deliveries } from './kinds/operation/deliveries.ts';
import type { Incident, IncidentSummary } from './kinds/operation/incident.ts';
import type { ParkedOwner } from './kinds/operation/parked-owner.ts';
import type { Schedule } from './kinds/operation/schedule.ts';
import type { SetUp } from './kinds/operation/set-up.ts';
import type { Sweep } from './kinds/operation/sweep.ts';
import type { Switches } from './kinds/operation/switches.ts';
import type { Plan, PlanSummary } from './kinds/plan.ts';
import type { MessageEdit, ParkedSummary, PostedMessage } from './kinds/posted-message.ts';
import type { Request } from './kinds/request.ts';
import type { News } from './kinds/rules/news.ts';
import type { RuleState } from './kinds/rules/rule-state.ts';
import type { SiteChange } from './kinds/site-change.ts';
import type { Spending } from './kinds/spending.ts';
import type { PlannedIssue, PlannedSummary } from './kinds/task.ts';
import type { TaskRecord } from './kinds/task-record.ts';
import type { Tracking, TrackingSummary } from './kinds/tracking.ts';
import type { Recent } from './retention.ts';

type RecordByKind = {
  plan: Plan;
  planned: PlannedIssue;
  task: TaskRecord;
  tracking: Tracking;
  comment: CommentRecord;
  'set-up': SetUp;
  sweep: Sweep;
  schedule: Schedule;
  incident: Incident;
  switches: Switches;
  deliveries: Deliveries;
  'site-change': SiteChange;
  'deploy-setting': DeploySetting;
  request: Request;
  'agent-work': AgentWork;
  message: PostedMessage;
  recent: Recent;
  news: News;
  rule: RuleState;
  spending: Spending;
  description: DescriptionRecord;
  audit: AuditEntry;
  'audit-claim': AuditClaim;
  'audit-head': AuditHead;
  identity: Identity;
  account: Account;
  'link-attempt': LinkAttempt;
};
export type Kind = keyof RecordByKind;
export type RecordOf<K extends Kind> = RecordByKind[K];
export type StoredRecord = RecordOf<Kind>;

/** A list shows a new record later than `find`, by less than this. */
export const INDEX_LAG_SECONDS = 5;

/** What it writes it can read again: everything else is refused. */
export interface RecordStore {
  /**
   * The record as last written (a consistent read), or undefined; expired records are not found.
   * @throws UnreadableRecord
   */
  find<K extends Kind>(kind: K, id: string): Promise<RecordOf<K> | undefined>;
  /** Writes a record that must not exist yet. One conditional write. @throws UnwritableRecord */
  create(record: StoredRecord): Promise<'created' | 'exists'>;
  /**
   * Writes `next` over `previous`, if the stored version still is `previous.version`. One conditional write.
   * @throws IllegalTransition when `next` does not follow from `previous`; UnwritableRecord. Nothing is written then.
   */
  replace<R extends StoredRecord>(previous: R, next: R): Promise<'replaced' | 'conflict'>;
  /**
   * Claims a message for an edit without reading it first, if it takes such an edit (`takesEdit`). One conditional
   * write, which gives back the message as it stands then; undefined if it does not: read it and see.
   */
  claimEdit(id: string, edit: MessageEdit): Promise<PostedMessage | undefined>;
  /** Empties the outbox if the stored version still is `record.version`; otherwise does nothing. One conditional write. */
  clearOutbox(record: StoredRecord): Promise<void>;
  /**
   * Plans that are still open, by when they were asked for, or that have ended, by when they ended; the newest first.
   * Eventually consistent: a plan may be missing for a moment after it was created or has ended, but not because
   * something else about it changed. What cannot be read is left out, and told to `onUnreadable`.
   */
  listPlans(which: 'open' | 'ended', limit: number): Promise<PlanSummary[]>;
  /** Trackings, in the same way. */
  listTrackings(which: 'open' | 'ended', limit: number): Promise<TrackingSummary[]>;
  /**
   * What says that open plans have an issue, or that plans which have ended had it, by its number: all of it, the newest
   * first, by when the plan was asked for, or ended. In the same way.
   */
  listPlanned(issueNumber: number, which: 'open' | 'ended'): Promise<PlannedSummary[]>;
  /** Comments, changes of the site and deploy settings of which an effect waits for an operator. In the same way. */
  listParkedOwners(limit: number): Promise<ParkedOwner[]>;
  /** By when the newest of their errors was logged. In the same way. */
  listIncidents(limit: number): Promise<IncidentSummary[]>;
}

/** What operators ask besides. */
export interface OperatorStore extends RecordStore {
  /** Messages that an operator has to decide about. Eventually consistent, without those that cannot be read. */
  listParkedMessages(limit: number): Promise<ParkedSummary[]>;
}

/** A bug in our own code, not a race: a decision asked for a step that the state machine does not have. */
export class IllegalTransition extends Error {
  override name = 'IllegalTransition';
}

/** A failure that passes by itself: waiting is enough, and nobody has to act. Each such failure extends it. */
export class TransientError extends Error {}

/** The store is throttled or unreachable; nothing is known about the write. Try the whole message again later. */
export class StoreUnavailable extends TransientError {
  override name = 'StoreUnavailable';
}

/** Told of every record that a list leaves out because it cannot be read. */
export type OnUnreadable = (error: UnreadableRecord) => void;

/** DynamoDB takes 400 KB: trying again is of no use. */
export class RecordTooLarge extends Error {
  override name = 'RecordTooLarge';
  constructor(options?: ErrorOptions) {
    super('The record would be larger than DynamoDB takes, so it was not written. Report this as a bug.', options);
  }
}

type Key = { kind: string; id: string };

/** A record that this version cannot read: another version wrote it. `problem` names the first field that is wrong. */
export class UnreadableRecord extends Error {
  override name = 'UnreadableRecord';
  readonly kind: string;
  readonly id: string;
  readonly problem: string;
  constructor({ kind, id }: Key, problem: string) {
    super(
      `The record of ${kind} ${id} cannot be read (${problem}). Another version wrote it: deploy that one or a later one.`,
    );
    this.kind = kind;
    this.id = id;
    this.problem = problem;
  }
}

/** A bug in our own code: the record could not be read again, so it was not written. */
export class UnwritableRecord extends Error {
  override name = 'UnwritableRecord';
  readonly problem: string;
  constructor({ kind, id }: Key, problem: string) {
    super(
      `The record of ${kind} ${id} was not written, for nobody could read it again (${problem}). Report this as a bug.`,
    );
    this.problem = problem;
  }
}
