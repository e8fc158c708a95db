/**
 * Which records each service may ask the table for, as patterns of partition keys, where `*` stands for any characters.
 * IAM allows exactly this, on AWS and on the local stack, and the simulator holds the services to it.
 */
import type { ServiceName } from './resource-names.ts';

/** `allBut` needs no change for a new kind of record. */
export type Keys = { only: readonly string[] } | { allBut: readonly string[] };

export type StoreAccess = {
  /** Reads single records. */
  find?: Keys;
  /** Reads and writes single records. */
  change?: Keys;
  /** Lists collections of the index, whose items hold `LISTED_ATTRIBUTES` alone. */
  list?: Keys;
};

const MESSAGES = ['message#*'];

export const STORE_ACCESS = {
  /** For what it offers while somebody types; `issue#`: which open plans have it. */
  ingress: { list: { only: ['plan#open', 'plan#ended', 'tracking#open', 'tracking#ended', 'issue#*'] } },
  /** It reads whether somebody was answered whose command comes late. */
  dispatcher: { find: { only: ['message#reply:*'] }, change: { allBut: MESSAGES }, list: { allBut: MESSAGES } },
  verifier: { find: { only: ['plan#*', 'tracking#*'] }, list: { only: ['tracking#open', 'tracking#ended'] } },
  notifier: { change: { only: MESSAGES } },
} as const satisfies Record<ServiceName, StoreAccess>;

export const COLLECTION_INDEX = 'collection-index';
/** Besides the keys. Whole records have tokens in them, and their every change would be one of the index. */
export const PROJECTED_ATTRIBUTES = ['summary', 'expires_at'] as const;
/** Everything in the index. A function that lists has to name the fields that it wants. */
export const LISTED_ATTRIBUTES = ['pk', 'collection', 'listed_at', ...PROJECTED_ATTRIBUTES] as const;

/** Whether a service may ask for what stands under this partition key, of the table or of the index. */
export function mayUse(keys: Keys | undefined, key: string): boolean {
  if (keys === undefined) return false;
  return 'only' in keys
    ? keys.only.some((pattern) => covers(pattern, key))
    : !keys.allBut.some((pattern) => covers(pattern, key));
}

/** A pattern ends in `*` or is whole. */
function covers(pattern: string, key: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}
