/** The fault mix: everything that can go wrong in a world, how often, and how the worlds differ. All of it stands here. */
import { createRandom, type Random } from './engine/random.ts';

/** What may befall any call through a port. */
export const CALL_FAULTS = ['crash-before', 'crash-after', 'freeze-before', 'freeze-after'] as const;
/** What the other side of a port does; which of them it can do, each port says. */
export const PORT_FAULTS = [
  'refused', // a 500, a throttle, a full queue: surely without effect
  'partial', // some of the entries were taken
  'refused-after', // a 500 although it was done
  'lost-answer', // done, and the answer never comes
  'no-answer', // not done, and no answer comes
  'late', // no answer comes, and it is done up to a minute later
  'rate-limited', // 429 with Retry-After
  'not-found', // 404
  'unauthorized', // 401
  'edge-blocked', // turned away before Discord: 403 with a page
  'not-known-yet', // 404 for a deferred answer that is on its way
  'thread-archived', // and stays so until it is opened
  'thread-locked', // archived, and the bot may not open it
  'thread-deleted', // with all that stands in it
] as const;
export type CallFault = (typeof CALL_FAULTS)[number] | (typeof PORT_FAULTS)[number];

/** What may befall messages and events besides. */
export type WorldFault =
  | 'message-twice'
  | 'message-not-deleted'
  | 'webhook-lost'
  | 'webhook-twice'
  | 'webhook-late'
  | 'webhook-redelivered'
  | 'redrive'
  | 'token-dies-early'
  | 'message-deleted'
  | 'left-running'
  | 'index-lag'
  | 'list-lag'
  | 'head-moves';

export type Fault = CallFault | WorldFault;
export type Mix = {
  /** Probability by fault, at each opportunity. */
  odds: Readonly<Record<Fault, number>>;
  /** Multiplies the odds of a port's own faults: outside calls fail more often than AWS's. */
  weights: Readonly<Record<string, number>>;
  /** Tiny leases of messages, batches and delays: the code's assumptions at their edge. */
  queues: { visibilityMs: number; batch: number; lagMs: number };
};

const ORDINARY_QUEUES = { visibilityMs: 180_000, batch: 10, lagMs: 200 };

/** 0.06 a call for crashes and freezes; 0.25 a call to the outside: 40 % before, 30 % after, 15 % late, 15 % without. */
const BASE_ODDS: Mix['odds'] = {
  'crash-before': 0.016,
  'crash-after': 0.016,
  'freeze-before': 0.014,
  'freeze-after': 0.014,
  refused: 0.06,
  partial: 0.02,
  'refused-after': 0.04,
  'lost-answer': 0.035,
  'no-answer': 0.035,
  late: 0.0375,
  'rate-limited': 0.04,
  'not-found': 0,
  unauthorized: 0,
  'edge-blocked': 0.01,
  'not-known-yet': 0.04,
  'thread-archived': 0.02,
  'thread-locked': 0.01,
  'thread-deleted': 0,
  'message-twice': 0.2,
  'message-not-deleted': 0.1,
  'webhook-lost': 0.1,
  'webhook-twice': 0.2,
  'webhook-late': 0.3,
  'webhook-redelivered': 0.1,
  redrive: 0.5,
  'token-dies-early': 0.002,
  'message-deleted': 0,
  'left-running': 0.5,
  'index-lag': 0.5,
  'list-lag': 0.5,
  'head-moves': 0.2,
};

const BASE_MIX: Mix = {
  odds: BASE_ODDS,
  weights: { store: 0.3, queue: 0.3, discord: 1, github: 1 },
  queues: ORDINARY_QUEUES,
};

export const NO_FAULTS: Mix = {
  odds: mapOdds(() => 0),
  weights: BASE_MIX.weights,
  queues: ORDINARY_QUEUES,
};

/** What the base mix leaves out, because it needs an operator: refused credentials, channels that are gone. */
const RARE: Partial<Record<Fault, number>> = {
  'not-found': 0.03,
  unauthorized: 0.03,
  'thread-deleted': 0.03,
  'message-deleted': 0.3,
};

/**
 * Every second world has the base mix. The others are swarms: each fault absent, usual or three times as often, so
 * that rare ones are not drowned by common ones; half of these with tiny queues.
 */
export function mixOf(seed: number): Mix {
  if (seed % 2 === 0) return BASE_MIX;
  const random = createRandom(seed, 'swarm');
  const odds = mapOdds((fault) => {
    const usual = RARE[fault] ?? BASE_ODDS[fault];
    return Math.min(0.9, usual * random.pick([0, 0, 1, 1, 3]));
  });
  return { odds, weights: BASE_MIX.weights, queues: random.chance(0.5) ? tinyQueues(random) : ORDINARY_QUEUES };
}

/** For hours on end: what doubles messages is rarer, for what waits doubles again and again. */
export function longMix(mix: Mix): Mix {
  const atMost = (fault: Fault, most: number) => ({ [fault]: Math.min(mix.odds[fault], most) });
  return { ...mix, odds: { ...mix.odds, ...atMost('message-twice', 0.05), ...atMost('message-not-deleted', 0.02) } };
}

export function isBaseMix(seed: number): boolean {
  return seed % 2 === 0;
}

/** Still longer than a message takes to be handled twice over, or nothing would ever end. */
function tinyQueues(random: Random): Mix['queues'] {
  return { visibilityMs: random.int(5, 40) * 1000, batch: random.int(1, 3), lagMs: random.int(0, 2000) };
}

function mapOdds(oddsOf: (fault: Fault) => number): Mix['odds'] {
  const names = Object.keys(BASE_ODDS) as Fault[];
  return Object.fromEntries(names.map((fault) => [fault, oddsOf(fault)])) as Record<Fault, number>;
}
