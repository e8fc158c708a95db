/** What happened in a world, in order: always as a hash, and as lines to read when somebody wants to read them. */

export type Trace = {
  note(what: string, detail: () => string): void;
  /** Hexadecimal; the same for the same world. */
  hash(): string;
  lines: readonly string[];
};

/** `read`: keeps the lines, which costs a world half its speed. */
export function createTrace(now: () => number, start: number, read: boolean): Trace {
  const lines: string[] = [];
  let hash = 0x811c9dc5;
  const mix = (value: number) => {
    hash = Math.imul(hash ^ value, 0x01000193);
  };
  return {
    lines,
    note(what, detail) {
      mix(now() - start);
      for (let index = 0; index < what.length; index += 1) mix(what.charCodeAt(index));
      if (read) lines.push(`${clockText(now() - start)}  ${what.padEnd(26)} ${detail()}`);
    },
    hash: () => (hash >>> 0).toString(16).padStart(8, '0'),
  };
}

/** `2d 03:04:05.678` since the world began. */
function clockText(milliseconds: number): string {
  const pad = (value: number, length = 2) => String(Math.floor(value)).padStart(length, '0');
  const days = Math.floor(milliseconds / 86_400_000);
  const clock = `${pad((milliseconds / 3_600_000) % 24)}:${pad((milliseconds / 60_000) % 60)}:${pad((milliseconds / 1000) % 60)}`;
  return `${days === 0 ? '' : `${days}d `}${clock}.${pad(milliseconds % 1000, 3)}`;
}
