/** Has one function meet every secret in every spelling, and finds what of it comes out, and where. */
import type { ServiceName } from '@valine/settings';
import type { Edit } from '../simulation/mutants/mutant.ts';
import { admittedDispatch, EVENTS, PUBLIC_KEY } from './events.ts';
import { startOutside } from './outside.ts';
import { runFunction, secretsOf } from './run-function.ts';
import { MET, QUOTES, SPELLINGS, type Spelling, secretsIn } from './secrets.ts';

/** A label holds no more. */
const LONGEST_TYPED = 50;

type Function = Awaited<ReturnType<typeof start>>;

/**
 * `edit`: of the source; then every secret comes plainly alone, for it is to be seen at all.
 * @returns the sinks and the secrets that were seen there
 */
export async function findLeaks(service: ServiceName, edit?: Edit): Promise<string[]> {
  const started = await start(service, edit);
  const { run, outside, own } = started;
  const of = (secrets: Readonly<Record<string, string>>, spellings: readonly Spelling[]) =>
    Object.values(secrets).flatMap((secret) =>
      (edit ? spellings.slice(0, 1) : spellings).map(([, spell]) => spell(secret)),
    );
  try {
    // What is read when it is first needed is known from then on.
    await run.invoke(EVENTS[service]('ready'));
    await write(started, of(own, SPELLINGS));
    await refuse(started, [...of(own, SPELLINGS), ...of(MET, QUOTES)]);
    outside.breakDown();
    await refuse(started, [...of(own, SPELLINGS), ...of(MET, QUOTES)]);
    const seen = { log: run.log(), ...outside.sent() };
    return Object.entries(seen).flatMap(([sink, text]) =>
      secretsIn(text, { ...own, ...MET }).map((name) => `${sink}: ${name}`),
    );
  } finally {
    await run.close();
    await outside.close();
  }
}

async function start(service: ServiceName, edit: Edit | undefined) {
  const outside = await startOutside();
  const run = await runFunction(service, outside, { DISCORD_PUBLIC_KEY: PUBLIC_KEY }, edit);
  return { service, outside, run, own: secretsOf(service) };
}

/** People write them, and GitHub's events have them. */
async function write({ service, outside, run }: Function, texts: readonly string[]): Promise<void> {
  outside.say('');
  for (const text of texts) {
    const fits = service === 'ingress' || service === 'dispatcher' ? text.slice(0, LONGEST_TYPED) : text;
    await run.invoke(EVENTS[service](fits));
  }
}

/** Whatever is called says them as it refuses, a dispatch now and then. */
async function refuse({ service, outside, run }: Function, texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    outside.say(`It cannot take ${text} as it is`);
    await run.invoke(service === 'dispatcher' && index % 23 === 4 ? admittedDispatch() : EVENTS[service]('ready'));
  }
}
