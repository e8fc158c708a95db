/** Failures of GitHub say first what happened, and then what to do. `mend`: for those that do not. */
export function splitAdvice(message: string, mend: string): { says: string; mend: string } {
  const end = message.indexOf('). ');
  if (!message.startsWith('GitHub did not') || end === -1) return { says: message, mend };
  return { says: message.slice(0, end + 2), mend: message.slice(end + 3) };
}
