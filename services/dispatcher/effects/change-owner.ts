/** Changes one owner of effects: exactly once for a source, with the messages and effects that the change brings about. */
import type { Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import {
  changeRecord,
  type EffectRecord,
  effectDue,
  expiryOf,
  type OwnerKind,
  type RecordOf,
  TooMuchContention,
  TransientError,
} from '@valine/records';
import { asWished, peopleToAsk, readWishes, type Wishes } from '../people/called.ts';
import type { EffectIntent } from './definition/define-effect.ts';
import { toEffectRecords } from './intend-effects.ts';
import type { OwnerRules } from './owner-rules.ts';
import { type EffectPorts, startEffects } from './start-effects.ts';
import { unlessMuted } from './unless-muted.ts';

export type OwnerChange<K extends OwnerKind, Verdict> = {
  verdict: Verdict;
  /** Absent where nothing is written. Version, times, the effects of `intents` and messages are seen to; the owner itself: only `messages`. */
  next?: RecordOf<K>;
  intents?: readonly EffectIntent[];
  /** What else goes out with the change. */
  messages?(next: RecordOf<K>): Outgoing[];
  /** Why it was refused, where it was. */
  reasonCode?: string | undefined;
  /** The source twice would not be the same as once: it is kept with the owner. */
  isRemembered?: boolean;
};

export type OwnerStep<K extends OwnerKind, Verdict> = {
  /** Interaction id, delivery GUID, or id of an observation. */
  source: string;
  ownerId: string;
  /** Pure; it may run several times. */
  decide(owner: RecordOf<K>): OwnerChange<K, Verdict>;
};

/** `isWritten`: this step has written it. */
export type ChangedOwner<K extends OwnerKind, Verdict> = {
  owner: RecordOf<K>;
  verdict: Verdict | 'applied_before';
  isWritten: boolean;
};

/**
 * One read and one write, and where it calls people one read for each and one more; each effect that the change brings about is one call and one more write.
 * Undefined: there is no such owner. @throws StoreUnavailable, QueueUnavailable, TooMuchContention: let them pass.
 */
export async function changeOwner<K extends OwnerKind, Verdict>(
  ports: EffectPorts,
  rules: OwnerRules<K>,
  step: OwnerStep<K, Verdict>,
): Promise<ChangedOwner<K, Verdict> | undefined> {
  try {
    return await change(ports, rules, step);
  } catch (error) {
    if (!(error instanceof OutboxFull)) throw error;
    await flushOutbox(ports, error.owner);
    return change(ports, rules, step);
  }
}

/** So much waits to be sent that the record would not stay small: it goes out before anything is added. */
class OutboxFull extends TransientError {
  override name = 'OutboxFull';
  readonly owner: RecordOf<OwnerKind>;
  constructor(owner: RecordOf<OwnerKind>) {
    super(`${owner.kind} ${owner.id} has ${owner.outbox.length} messages to send; they go out first`);
    this.owner = owner;
  }
}

const MOST_WAITING = 40;

async function change<K extends OwnerKind, Verdict>(
  ports: EffectPorts,
  rules: OwnerRules<K>,
  { source, ownerId, decide }: OwnerStep<K, Verdict>,
): Promise<ChangedOwner<K, Verdict> | undefined> {
  let wishes: Wishes = new Map();
  for (;;) {
    const { record, verdict: outcome } = await changeRecord<K, Outcome<Verdict> | undefined>(
      ports.store,
      rules.kind,
      ownerId,
      (owner) => {
        if (owner === undefined) return { verdict: undefined };
        if (owner.applied.includes(source)) return { verdict: { verdict: 'applied_before' } };
        const change = decide(owner);
        const { verdict, next, intents = [] } = change;
        if (next === undefined) return { verdict: { verdict } };
        if (owner.outbox.length > MOST_WAITING) throw new OutboxFull(owner);
        const now = ports.clock.now();
        const effects = toEffectRecords(owner, source, intents, now, ports.deadline);
        const { after, told } = changed(rules, owner, source, { ...change, next }, effects, now);
        const toAsk = peopleToAsk(told).filter((id) => !wishes.has(id));
        if (toAsk.length > 0) return { verdict: { verdict, toAsk } };
        return { next: withTold(owner, after, asWished(told, wishes), effects), verdict: { verdict, effects } };
      },
    );
    if (record === undefined || outcome === undefined) return undefined;
    const { verdict, effects = [], toAsk } = outcome;
    if (toAsk !== undefined) {
      // How these people are told was not read yet. With that in hand, the decision is made once more.
      wishes = new Map([...wishes, ...(await readWishes(ports.store, toAsk))]);
      continue;
    }
    if (effects.length === 0) await flushOutbox(ports, record);
    else await startEffects(ports, rules, record, effects);
    return { owner: record, verdict, isWritten: outcome.effects !== undefined };
  }
}

/** `toAsk`: nothing is written before it is known how these people are told. */
type Outcome<Verdict> = { verdict: Verdict | 'applied_before'; effects?: EffectRecord[]; toAsk?: string[] };

function changed<K extends OwnerKind, Verdict>(
  rules: OwnerRules<K>,
  owner: RecordOf<K>,
  source: string,
  { next, messages, reasonCode, isRemembered }: OwnerChange<K, Verdict> & { next: RecordOf<K> },
  effects: readonly EffectRecord[],
  now: number,
): { after: RecordOf<K>; told: Outgoing[] } {
  const after: RecordOf<K> = {
    ...next,
    version: owner.version + 1,
    updatedAt: next === owner ? owner.updatedAt : now,
    expiresAt: expiryOf(now),
    applied: isRemembered ? remembered(owner.applied, source) : owner.applied,
    ...(reasonCode !== undefined && { refused: withRefusal(owner, source, reasonCode) }),
    effects: [...next.effects, ...effects],
  };
  return unlessMuted(after, [...rules.changeMessages(owner, after, source), ...(messages?.(after) ?? [])], now);
}

function withTold<K extends OwnerKind>(
  owner: RecordOf<K>,
  after: RecordOf<K>,
  told: readonly Outgoing[],
  effects: readonly EffectRecord[],
): RecordOf<K> {
  const due = effects.map((effect) => effectDue(owner, effect));
  return { ...after, outbox: [...withNewest(owner.outbox, told), ...due] };
}

/** More than are refused before the audit has them. */
const MOST_REFUSED = 20;

function withRefusal({ refused = [] }: RecordOf<OwnerKind>, id: string, reasonCode: string) {
  return [...refused, { id, reasonCode }].slice(-MOST_REFUSED);
}

/** What is older than the newest so many is refused by the state it finds; the interaction that began it is never forgotten. */
const MOST_APPLIED = 600;

function remembered(applied: readonly string[], source: string): string[] {
  const [first, ...others] = [...applied, source];
  return first === undefined ? [] : [first, ...others.slice(1 - MOST_APPLIED)];
}

/** While the queue is away, a message that is shown anew takes the place of what still waits: a card stays before its thread. */
function withNewest(waiting: readonly Outgoing[], told: readonly Outgoing[]): Outgoing[] {
  const keyOf = (message: Outgoing) => (message.type === 'message.shown' ? message.key : message.id);
  return [...new Map([...waiting, ...told].map((message) => [keyOf(message), message])).values()];
}

/**
 * Creates an owner with the effects it begins with: one write, and one call and one more write for each effect.
 * A replay, or a second copy, finishes what the first has left; it costs one read.
 * @throws StoreUnavailable, QueueUnavailable, TooMuchContention: let them pass.
 */
export async function createOwner<K extends OwnerKind>(
  ports: EffectPorts,
  rules: OwnerRules<K>,
  owner: RecordOf<K>,
  effects: readonly EffectRecord[] = [],
): Promise<void> {
  const returns = effects.map((effect) => effectDue(owner, effect));
  const intending: RecordOf<K> = { ...owner, effects: [...effects], outbox: [...owner.outbox, ...returns] };
  const written = await ports.store.create(intending);
  if (written === 'created') return startEffects(ports, rules, intending, effects);
  const { kind } = rules;
  const stored = await ports.store.find(kind, owner.id);
  if (stored === undefined)
    throw new TooMuchContention(`${kind} ${owner.id} was there, and expired before it was read`);
  await flushOutbox(ports, stored);
}
