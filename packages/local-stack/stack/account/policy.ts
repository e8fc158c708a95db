/** IAM policy documents: the parts that the permissions of a role need. */

type OneOrMany<T> = T | readonly T[];

export type Statement = {
  Effect: 'Allow' | 'Deny';
  Action?: OneOrMany<string>;
  NotAction?: OneOrMany<string>;
  Resource?: OneOrMany<string>;
  NotResource?: OneOrMany<string>;
  Condition?: Conditions;
};

/** Values by operator and key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMany<string>>>>>;

const KNOWN = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']);
const OPERATOR = /^(Null|(ForAllValues:|ForAnyValue:)?String(Not)?(Equals|Like)(IfExists)?)$/;
/** What the gateway tells of a request: `request-context.ts`. */
const CONTEXT_KEYS: readonly string[] = [
  'dynamodb:LeadingKeys',
  'dynamodb:Attributes',
  'dynamodb:Select',
  'dynamodb:ReturnValues',
];

/**
 * Reads a policy's statements. @throws on an element, a condition's operator or a key that would not be enforced: to
 * ignore it could let a function do locally what AWS denies, or the reverse.
 */
export function parsePolicy(name: string, document: string | object): Statement[] {
  const parsed = typeof document === 'string' ? JSON.parse(document) : document;
  const statements: Statement[] = [parsed.Statement ?? []].flat();
  for (const statement of statements) {
    const unknown = Object.keys(statement).find((key) => !KNOWN.has(key));
    if (unknown !== undefined) throw new Error(unknownElementMessage(name, unknown));
    assertKnownConditions(name, statement.Condition ?? {});
  }
  return statements;
}

function assertKnownConditions(name: string, conditions: Conditions): void {
  for (const [operator, keys] of Object.entries(conditions)) {
    if (!OPERATOR.test(operator)) throw new Error(unknownElementMessage(name, operator));
    const unknown = Object.keys(keys).find((key) => !CONTEXT_KEYS.some((known) => isSame(known, key)));
    if (unknown !== undefined) throw new Error(unknownElementMessage(name, unknown));
  }
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function unknownElementMessage(policy: string, element: string): string {
  return (
    `Policy ${policy} has the element "${element}", which the local stack does not evaluate. ` +
    'State the permission without it, or teach packages/local-stack/stack/account about it.'
  );
}

export function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
