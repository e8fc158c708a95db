/** What a hunt prints. */
import type { Hunt } from './hunt.ts';

export function huntMessage({ name, killedBy, says, took, seed }: Hunt): string {
  const seeds = String(took).padStart(5);
  if (killedBy === undefined) return `❌ ${name.padEnd(52)} survived ${seeds} worlds`;
  return `✅ ${name.padEnd(52)} ${seeds}  ${killedBy}  (seed ${seed}: ${says.slice(0, 140)})`;
}

export function huntsMessage(hunts: readonly Hunt[]): string {
  const killed = hunts.filter(({ killedBy }) => killedBy !== undefined).length;
  return `${killed} of ${hunts.length} mutants killed`;
}
