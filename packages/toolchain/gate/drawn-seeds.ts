/** Which worlds a run of the gate or of the proof draws besides the fixed ones: other ones for each commit. */
import { spawnSync } from 'node:child_process';

/** `from`: the first seed. `because`: where it comes from. */
export type DrawnSeeds = { from: number; because: string };

/** Right after the fixed seeds of a family. */
const WITHOUT_GIT = 301;

/** `asked`: what `--from` says. @throws Error when that is no seed */
export function drawSeeds(folder: string, asked: string | undefined): DrawnSeeds {
  if (asked !== undefined) {
    if (!/^[1-9]\d{0,8}$/.test(asked)) throw new Error(`--from ${asked}: name a seed, a whole number from 1 on.`);
    return { from: Number(asked), because: 'as asked for' };
  }
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) return { from: WITHOUT_GIT, because: 'there is no commit to derive them from' };
  const commit = stdout.trim();
  return { from: WITHOUT_GIT + Number.parseInt(commit.slice(0, 6), 16), because: `commit ${commit.slice(0, 10)}` };
}

export function drawnSeedsMessage(command: string, { from, because }: DrawnSeeds): string {
  return `Worlds are drawn from seed ${from} on (${because}). The same again: ${command} --from ${from}`;
}
