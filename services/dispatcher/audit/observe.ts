/**
 * What came of an interaction, or of a command in a comment, as its records tell: whoever handles it reads or writes the
 * one that says so, the first time and every time after.
 */
import {
  type AuditFacts,
  type CommentRecord,
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
    else if (record.kind === 'link-attempt' && record.id === linkAttemptId(source)) begun = { outcome: 'done' };
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
      // A press of its buttons leaves no other trace: nobody but who is asked can change it.
      if (written === 'replaced' && next.kind === 'link-attempt') begun ??= { outcome: 'done' };
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

type Owner = Extract<StoredRecord, { kind: 'plan' | 'task' | 'tracking' | 'site-change' | 'deploy-setting' }>;

const OWNERS: readonly string[] = ['plan', 'task', 'tracking', 'site-change', 'deploy-setting'];

function isOwner(record: StoredRecord): record is Owner {
  return OWNERS.includes(record.kind);
}

function outcomeOf(owner: Owner, source: string): Outcome {
  const refused = owner.kind === 'deploy-setting' ? [] : (owner.refused ?? []);
  const refusal = refused.find((each) => each.id === source);
  const about = owner.id;
  return refusal === undefined ? { outcome: 'done', about } : { ...refusedFor(refusal.reasonCode), about };
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
