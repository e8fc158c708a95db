/** `pnpm simulate --baselines`: the three designs side by side, in the same worlds. */
import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { comparisonMessage } from './messages.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
  strict: false,
});
Error.stackTraceLimit = 0;
console.log(comparisonMessage(await compare(Number(values.from), Number(values.seeds))));
