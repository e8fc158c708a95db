/** Enters in the audit what an operator does in the terminal, as what people do in Discord is entered. */
import { appendEntry, findEntry, findHead } from '@valine/audit';
import { cutLine } from '@valine/contracts';
import { maskSecrets } from '@valine/lambda-kit';
import type { AuditFacts } from '@valine/records';
import { parseSettings } from '@valine/settings';
import type { Connection, Tools } from '../terminal/ports.ts';

/** `id`: of the entry, made from that of this one run of the program. */
export type Deed = Pick<AuditFacts, 'what' | 'options' | 'outcome' | 'reasonCode' | 'about'> & { id: string };

const MOST_VALUE = 300;
const DAY_SECONDS = 24 * 3600;

/** @throws CliError where the key of the audit is not to be had */
export async function enterAudit(
  { clock, operator }: Pick<Tools, 'clock' | 'operator'>,
  { store, auditKeys }: Pick<Connection, 'store' | 'auditKeys'>,
  { id, options, ...deed }: Deed,
): Promise<void> {
  const [key] = await auditKeys([]);
  if (key === undefined) throw new Error('bug: the audit has no key');
  const masked = Object.entries(options).map(([name, value]) => [name, cutLine(maskSecrets(value, []), MOST_VALUE)]);
  const facts: AuditFacts = {
    ...deed,
    askedBy: 'terminal',
    person: { name: operator },
    place: {},
    options: Object.fromEntries(masked),
    askedAt: clock.now(),
  };
  const quiet = { info: () => {}, error: () => {} };
  await appendEntry({ store, clock, logger: quiet, days: await daysKept(store), key }, `terminal ${id}`, facts);
}

/** As long as the entry before it: the setting is the dispatcher's. */
async function daysKept(store: Connection['store']): Promise<number> {
  const head = await findHead(store);
  const found = typeof head === 'string' ? undefined : (await findEntry(store, head.entry.seq)).entry;
  if (found === undefined || typeof found === 'string') return parseSettings({}, ['AUDIT_DAYS']).AUDIT_DAYS;
  return Math.round((found.expiresAt - found.recordedAt / 1000) / DAY_SECONDS);
}
