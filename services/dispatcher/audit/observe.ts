/**
 * What came of an interaction, or of a command in a comment, as its records tell: whoever handles it reads or writes the
 * one that says so, the first time and every time after.
 */
import {
  type AuditFacts,
  type CommentRecord,
  type DeploySetting,
  linkAttemptId,
  type RecordStore,
  type StoredRecord,
} from '@valine/records';

export type Outcome = Pick<AuditFacts, 'outcome' | 'reasonCode' | 'about'>;

export type Observed = {
  store: RecordStore;
  /** `unknown` while no record tells. */
  outcome(): Outcome;
  comment(): CommentRecord | undefined;
};

/** `source`: the interaction id, or the id of the comment's record. */
export function observe(store: RecordStore, source: string): Observed {
  let answered: string | undefined;
  let begun: Outcome | undefined;
  let comment: CommentRecord | undefined;
  const see = (record: StoredRecord | undefined): void => {
    if (record === undefined) return;
    if (record.kind === 'request' && record.id === source) answered = record.outcome;
    else if (record.kind === 'comment' && record.id === source) comment = record;
    else if (record.kind === 'comment') begun = decidedAbout(record, source) ?? begun;
    else if (record.kind === 'link-attempt' && record.id === linkAttemptId(source)) begun = { outcome: 'done' };
    else if (record.kind === 'deploy-setting')
      begun = outcomeOfSetting(record, source) ?? decidedAbout(record, source) ?? begun;
    else if (isOwner(record) && record.applied.includes(source)) begun = outcomeOf(record, source);
  };
  const seeing: RecordStore = {
    ...store,
    async find(kind, id) {
      const found = await store.find(kind, id);
      see(found);
      return found;
    },
    async create(record) {
      const written = await store.create(record);
      if (written === 'created') see(record);
      return written;
    },
    async replace(previous, next) {
      const written = await store.replace(previous, next);
      if (written === 'replaced') see(next);
      return written;
    },
  };
  return {
    store: seeing,
    // What one copy began counts before what another has refused.
    outcome: () => begun ?? answerOutcome(answered),
    comment: () => comment,
  };
}

/** An operator has decided about an effect of it that was parked. */
function decidedAbout({ id: about, applied }: CommentRecord | DeploySetting, source: string): Outcome | undefined {
  return applied.includes(source) ? { outcome: 'done', about } : undefined;
}

type Owner = Extract<StoredRecord, { kind: 'plan' | 'task' | 'tracking' | 'site-change' }>;

const OWNERS: readonly string[] = ['plan', 'task', 'tracking', 'site-change'];

function isOwner(record: StoredRecord): record is Owner {
  return OWNERS.includes(record.kind);
}

function outcomeOf({ id: about, refused = [] }: Owner, source: string): Outcome {
  const refusal = refused.find((each) => each.id === source);
  return refusal === undefined ? { outcome: 'done', about } : { ...refusedFor(refusal.reasonCode), about };
}

/** As far as it got while it was asked for: what waits for an older value is on its way. Undefined where it was not asked for. */
function outcomeOfSetting({ id: about, changes, effects }: DeploySetting, source: string): Outcome | undefined {
  const change = changes.find(({ id }) => id === source);
  if (change === undefined) return undefined;
  if (change.state === 'replaced') return { ...refusedFor('setting_replaced'), about };
  if (change.state === 'unreadable') return { ...refusedFor('value_unreadable'), about };
  const parked = effects.find(({ id }) => id === change.effectId)?.parked;
  return parked === undefined
    ? { outcome: 'done', about }
    : { outcome: 'failed', ...(parked.code !== undefined && { reasonCode: parked.code }), about };
}

function answerOutcome(answered: string | undefined): Outcome {
  if (answered === undefined) return { outcome: 'unknown' };
  return ANSWERS.includes(answered) ? { outcome: 'done' } : refusedFor(answered);
}

const ANSWERS = ['answered', 'joined', 'no_issues'];
/** What was to be done and could not be; other reason codes are refusals. */
const FAILURES = ['github_unavailable', 'github_rate_limited', 'github_refused', 'record_full', 'llm_unavailable'];

function refusedFor(reasonCode: string): Outcome {
  return { outcome: FAILURES.includes(reasonCode) ? 'failed' : 'refused', reasonCode };
}
