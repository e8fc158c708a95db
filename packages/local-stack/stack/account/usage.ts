/** What AWS would count on its bill, since the start: of our functions, not of its administrator. */

export type Usage = {
  /** By function. */
  invocations: Record<string, number>;
  /** By action (`dynamodb:PutItem`), those that the engine refuses too. */
  calls: Record<string, number>;
  /** Of DynamoDB: each is 1 KB that is written, or 4 KB that is read (8 KB where an older answer will do). */
  writeUnits: number;
  readUnits: number;
  /** Writes of records that stand in a list: AWS writes their entry in the index too. */
  indexWrites: number;
};

export function noUsage(): Usage {
  return { invocations: {}, calls: {}, writeUnits: 0, readUnits: 0, indexWrites: 0 };
}

export function countOne(counted: Record<string, number>, key: string): void {
  counted[key] = (counted[key] ?? 0) + 1;
}

/** `reply`: of the engine, asked with `ReturnConsumedCapacity`. Returns it as it is without. */
export function countCapacity(usage: Usage, action: string, request: string, reply: string): string {
  const { ConsumedCapacity, ...asked } = JSON.parse(reply) as { ConsumedCapacity?: { CapacityUnits: number } };
  if (ConsumedCapacity === undefined) return reply;
  const units = ConsumedCapacity.CapacityUnits;
  if (action === 'GetItem' || action === 'Query') usage.readUnits += units;
  else {
    usage.writeUnits += units;
    if (request.includes('"collection"')) usage.indexWrites += 1;
  }
  return JSON.stringify(asked);
}
