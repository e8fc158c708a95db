/** What every store checks: that a record can be read again before it is written, that it follows from the stored one, and its shape whenever it is read. */
import * as z from 'zod/mini';
import { AgentWork } from './kinds/agent-work.ts';
import { AuditClaim, AuditEntry, AuditHead, isLegalHeadChange } from './kinds/audit/audit-records.ts';
import { CommentRecord, isLegalCommentChange } from './kinds/comment.ts';
import { DeploySetting, isLegalDeploySettingChange } from './kinds/deploy-setting.ts';
import { DescriptionRecord, isLegalDescriptionChange } from './kinds/description.ts';
import { Account, Identity } from './kinds/identity.ts';
import { isLegalLinkChange, LinkAttempt } from './kinds/link-attempt.ts';
import { Deliveries, isLegalDeliveriesChange } from './kinds/operation/deliveries.ts';
import { Incident, IncidentSummary, isLegalIncidentChange } from './kinds/operation/incident.ts';
import { ParkedOwner } from './kinds/operation/parked-owner.ts';
import { isLegalScheduleChange, Schedule } from './kinds/operation/schedule.ts';
import { isLegalSetUpChange, SetUp } from './kinds/operation/set-up.ts';
import { isLegalSweepChange, Sweep } from './kinds/operation/sweep.ts';
import { Switches } from './kinds/operation/switches.ts';
import { isLegalPlanChange, Plan, PlanSummary } from './kinds/plan.ts';
import { MessageClaim, type MessageEdit, ParkedSummary, PostedMessage } from './kinds/posted-message.ts';
import { Request } from './kinds/request.ts';
import { isLegalNewsChange, News } from './kinds/rules/news.ts';
import { RuleState } from './kinds/rules/rule-state.ts';
import { isLegalSiteChange, SiteChange } from './kinds/site-change.ts';
import { isLegalSpendingChange, Spending } from './kinds/spending.ts';
import { PlannedIssue, PlannedSummary } from './kinds/task.ts';
import { isLegalTaskChange, TaskRecord } from './kinds/task-record.ts';
import { isLegalTrackingChange, Tracking, TrackingSummary } from './kinds/tracking.ts';
import { Recent } from './retention.ts';
import {
  IllegalTransition,
  type OnUnreadable,
  type StoredRecord,
  UnreadableRecord,
  UnwritableRecord,
} from './store.ts';

const AnyRecord = z.discriminatedUnion('kind', [
  Plan,
  PlannedIssue,
  TaskRecord,
  Tracking,
  CommentRecord,
  AgentWork,
  SetUp,
  Sweep,
  Schedule,
  Incident,
  Switches,
  Deliveries,
  SiteChange,
  DeploySetting,
  Request,
  PostedMessage,
  Recent,
  News,
  RuleState,
  Spending,
  DescriptionRecord,
  Identity,
  Account,
  LinkAttempt,
  AuditEntry,
  AuditClaim,
  AuditHead,
]);
const Claiming = z.object({ claim: MessageClaim, expiresAt: z.number() });

export type RecordKey = { kind: string; id: string };

/** @throws UnreadableRecord */
export function readRecord(key: RecordKey, json: unknown): StoredRecord {
  const read = AnyRecord.safeParse(json);
  if (read.success) return read.data;
  throw new UnreadableRecord(key, firstProblem(read.error));
}

const AnySummary = z.discriminatedUnion('kind', [
  PlanSummary,
  PlannedSummary,
  TrackingSummary,
  ParkedSummary,
  ParkedOwner,
  IncidentSummary,
]);
export type Summary = z.infer<typeof AnySummary>;

/** @throws UnreadableRecord */
export function readSummary(key: RecordKey, json: unknown): Summary {
  const read = AnySummary.safeParse(json);
  if (read.success) return read.data;
  throw new UnreadableRecord(key, firstProblem(read.error));
}

/** For lists: undefined for a record that cannot be read. */
export function readOrTell<T>(read: () => T, onUnreadable: OnUnreadable): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    onUnreadable(error);
    return undefined;
  }
}

/** Costs less than turning the record into DynamoDB's own form does. @throws UnwritableRecord */
export function assertReadable(record: StoredRecord): void {
  const { error } = AnyRecord.safeParse(record);
  if (error) throw new UnwritableRecord(record, firstProblem(error));
}

/** @throws UnwritableRecord */
export function assertReadableEdit(id: string, edit: MessageEdit): void {
  const { error } = Claiming.safeParse(edit);
  if (error) throw new UnwritableRecord({ kind: 'message', id }, firstProblem(error));
}

/** `tasks.0.url: expected string`. Never the value: it may be a token. */
function firstProblem({ issues: [issue] }: z.core.$ZodError): string {
  const where = issue?.path.join('.') || 'the whole record';
  return issue?.code === 'invalid_type' ? `${where}: expected ${issue.expected}` : `${where}: not a legal value`;
}

/** @throws IllegalTransition */
export function assertLegal(previous: StoredRecord, next: StoredRecord): void {
  if (previous.kind !== next.kind || previous.id !== next.id) {
    throw new IllegalTransition(`${next.kind} ${next.id} cannot replace ${previous.kind} ${previous.id}`);
  }
  if (next.version !== previous.version + 1) {
    throw new IllegalTransition(`${next.id}: version ${next.version} does not follow ${previous.version}`);
  }
  if (previous.kind === 'plan' && next.kind === 'plan' && !isLegalPlanChange(previous, next)) {
    throw new IllegalTransition(
      `${next.id}: ${previous.state} → ${next.state}, or one of its tasks or effects, is not a legal step`,
    );
  }
  if (previous.kind === 'task' && next.kind === 'task' && !isLegalTaskChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: its branches, its pull request or its effects do not follow`);
  }
  if (previous.kind === 'comment' && next.kind === 'comment' && !isLegalCommentChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: what was asked, or its answer, does not follow`);
  }
  if (previous.kind === 'site-change' && next.kind === 'site-change' && !isLegalSiteChange(previous, next)) {
    throw new IllegalTransition(
      `${next.id}: ${previous.state} → ${next.state}, or its branch, preview or effects, is not a legal step`,
    );
  }
  if (
    previous.kind === 'deploy-setting' &&
    next.kind === 'deploy-setting' &&
    !isLegalDeploySettingChange(previous, next)
  ) {
    throw new IllegalTransition(`${next.id}: one of its changes or effects is not a legal step`);
  }
  if (previous.kind === 'tracking' && next.kind === 'tracking' && !isLegalTrackingChange(previous, next)) {
    throw new IllegalTransition(
      `${next.id}: ${previous.state} → ${next.state}, or one of its stages or effects, is not a legal step`,
    );
  }
  if (previous.kind === 'spending' && next.kind === 'spending' && !isLegalSpendingChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: what was spent does not follow`);
  }
  if (previous.kind === 'set-up' && next.kind === 'set-up' && !isLegalSetUpChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: a look that is older, or a check that turned at once, does not follow`);
  }
  if (previous.kind === 'sweep' && next.kind === 'sweep' && !isLegalSweepChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: a look that is older, or a message that was told before, does not follow`);
  }
  if (previous.kind === 'schedule' && next.kind === 'schedule' && !isLegalScheduleChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: a slot that is done twice, or an older one, does not follow`);
  }
  if (previous.kind === 'news' && next.kind === 'news' && !isLegalNewsChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: it is about something else, or older than what was heard`);
  }
  if (previous.kind === 'incident' && next.kind === 'incident' && !isLegalIncidentChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: fewer errors than there were, or an older message, do not follow`);
  }
  if (previous.kind === 'deliveries' && next.kind === 'deliveries' && !isLegalDeliveriesChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: what an earlier look has found does not follow`);
  }
  if (previous.kind === 'description' && next.kind === 'description' && !isLegalDescriptionChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: it was answered before, or is of somebody else`);
  }
  if (previous.kind === 'link-attempt' && next.kind === 'link-attempt' && !isLegalLinkChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: ${previous.state} → ${next.state}, or what was agreed, does not follow`);
  }
  if (next.kind === 'audit') throw new IllegalTransition(`audit ${next.id}: an entry of the audit is never changed`);
  if (previous.kind === 'audit-head' && next.kind === 'audit-head' && !isLegalHeadChange(previous, next)) {
    throw new IllegalTransition(`${next.id}: it would end before ${previous.entry.seq}, where it ended`);
  }
}
