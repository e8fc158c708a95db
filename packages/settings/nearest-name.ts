/** Which known name somebody may have meant. */

/** Undefined where none is near: a third of its letters may be wrong, three at most. */
export function nearestName(written: string, known: Iterable<string>): string | undefined {
  const near = [...known].map((name) => ({ name, distance: distanceOf(plain(written), plain(name)) }));
  const [best] = near.toSorted((one, other) => one.distance - other.distance);
  const most = Math.min(3, Math.floor(written.length / 3));
  return best !== undefined && best.distance <= most ? best.name : undefined;
}

/** The end of a refusal; empty where nothing is near. */
export function meantText(given: string, known: readonly string[]): string {
  const meant = nearestName(given, known);
  return meant === undefined || meant === given ? '' : `: did you mean ${meant}?`;
}

export function amongText(given: unknown, known: readonly string[]): string {
  return `must be one of ${known.join(', ')}${meantText(String(given), known)}`;
}

/** `discord_bot_token`, `discordBotToken` and `DISCORD-BOT-TOKEN` are one name, written differently. */
function plain(name: string): string {
  return name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
}

/** Letters to change, add, leave out or swap with their neighbour (optimal string alignment). */
function distanceOf(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const ways = [at(last, column) + 1, at(next, column - 1) + 1, at(last, column - 1) + cost];
      next.push(Math.min(...ways, ...(isSwap ? [at(before, column - 2) + 1] : [])));
    }
    [before, last] = [last, next];
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
