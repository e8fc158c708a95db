/** What a button about the coding agent of a task belongs to. */

/** `what`: the name of an agent, or the id of a giving. */
export function readArgument(argument: string): { planId: string; number: number; what: string } {
  const [planId = '', number = '', what = ''] = argument.split('.');
  return { planId, number: Number(number), what };
}
