/** IAM policy documents: the parts that the permissions of a role need. */

type OneOrMany<T> = T | readonly T[];

export type Statement = {
  Effect: 'Allow' | 'Deny';
  Action?: OneOrMany<string>;
  NotAction?: OneOrMany<string>;
  Resource?: OneOrMany<string>;
  NotResource?: OneOrMany<string>;
};

const KNOWN = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource']);

/**
 * Reads a policy's statements. @throws on an element that would not be enforced, e.g. `Condition`: ignoring it could
 * let a function do locally what AWS denies, or the reverse.
 */
export function parsePolicy(name: string, document: string | object): Statement[] {
  const parsed = typeof document === 'string' ? JSON.parse(document) : document;
  const statements: Statement[] = [parsed.Statement ?? []].flat();
  for (const statement of statements) {
    const unknown = Object.keys(statement).find((key) => !KNOWN.has(key));
    if (unknown !== undefined) throw new Error(unknownElementMessage(name, unknown));
  }
  return statements;
}

function unknownElementMessage(policy: string, element: string): string {
  return (
    `Policy ${policy} has the element "${element}", which the local stack does not evaluate. ` +
    'State the permission with Action and Resource, or teach packages/local-stack/stack/account about it.'
  );
}

export function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
