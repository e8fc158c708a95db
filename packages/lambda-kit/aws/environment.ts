/** The function's environment variables, as they stood at cold start. */

export type Environment = Readonly<Record<string, string | undefined>>;

export function environment(): Environment {
  return Object.freeze({ ...process.env });
}

/**
 * The value of a variable that the infrastructure gives every function of a kind (a queue's URL, the table's name).
 * @throws Error that names it and says who sets it.
 */
export function getVariable(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new Error(`${name} is not set in the function's environment: infra sets it, so deploy the stack again.`);
}
