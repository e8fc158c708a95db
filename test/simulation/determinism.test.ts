import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from './people/families.ts';
import { runWorld } from './run-world.ts';

const PROGRAM = `${import.meta.dirname}/campaign/print-hashes.ts`;
const OF_EACH_FAMILY = 2;
const WORLDS = OF_EACH_FAMILY * FAMILIES.length;

async function hashesOfProcess(): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, String(OF_EACH_FAMILY)]);
  return stdout.trim().split('\n');
}

describe('a world', () => {
  it('is the same in every process', { timeout: 120_000 }, async () => {
    const [one, other] = await Promise.all([hashesOfProcess(), hashesOfProcess()]);
    expect(one).toHaveLength(WORLDS);
    expect(one).toEqual(other);
    expect(new Set(one).size).toBeGreaterThan(0.95 * WORLDS);
  });

  it('is the same whether its trace is read or not', async () => {
    const read = await runWorld({ seed: 7, family: 'ship', readTrace: true });
    const unread = await runWorld({ seed: 7, family: 'ship' });
    expect(read.lines.length).toBeGreaterThan(20);
    expect(unread.lines).toEqual([]);
    expect(read.hash).toBe(unread.hash);
  });
});
