/** What a plan's message tells: its run id, and the issues it proposes. */

export function planIn(message: string): { run: string; numbers: number[] } {
  const run = /plan-[0-9a-z]{10}/.exec(message)?.[0];
  if (run === undefined) throw new Error(`no run id in: ${message}`);
  return { run, numbers: Array.from(message.matchAll(/\[#(\d+)\]/g), ([, number]) => Number(number)) };
}
