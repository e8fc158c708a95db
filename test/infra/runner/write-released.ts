/** Writes down what the release that is being made has in the cloud: `node test/infra/runner/write-released.ts <version>`. */
import { writeFileSync } from 'node:fs';
import { keptOf } from './kept-resources.ts';
import { runUnderPulumi } from './run-under-pulumi.ts';

const [version] = process.argv.slice(2);
if (version === undefined) throw new Error('Say which version: node test/infra/runner/write-released.ts 1.2.3');
const { code, log, registered } = await runUnderPulumi('dev');
if (code !== 0) throw new Error(`The program failed: ${log.join('\n')}`);
const released = { version, stage: 'dev', kept: keptOf(registered).toSorted(byResource) };
writeFileSync(new URL('released.json', import.meta.url), `${JSON.stringify(released, null, 2)}\n`);

function byResource(one: { resource: string }, other: { resource: string }): number {
  return one.resource < other.resource ? -1 : 1;
}
