/** Carries out what an operator asks for in the terminal, and enters what came of it in the audit. */
import { CliError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import type { Finding } from '../terminal/with-connection.ts';
import { type Deed, enterAudit } from './enter.ts';

type Asked = Pick<Deed, 'what' | 'options'>;

/** `about`: id of the record that it was about. */
export type Done = Finding & Pick<Deed, 'about'>;

/** @throws as `work` does; CliError where it is done, and the audit takes no entry of it */
export async function carryOut(
  tools: Tools,
  connection: Connection,
  asked: Asked,
  work: () => Promise<Done>,
): Promise<Finding> {
  const id = tools.newId();
  const enter = (came: Pick<Deed, 'outcome' | 'about'>) => enterAudit(tools, connection, { id, ...asked, ...came });
  const done = await work().catch(async (error: unknown) => {
    // What it could not do is said all the same.
    await enter({ outcome: error instanceof CliError ? 'refused' : 'failed' }).catch(() => undefined);
    throw error;
  });
  const { about, ...finding } = done;
  const outcome = finding.failed === undefined ? 'done' : 'failed';
  await enter({ outcome, ...(about !== undefined && { about }) }).catch((cause: unknown) => {
    throw new CliError(notEnteredMessage([finding.text, finding.failed ?? ''].filter(Boolean).join('\n')), { cause });
  });
  return finding;
}

function notEnteredMessage(done: string): string {
  return `${done}\nBut the audit has no entry of it: tell whoever looks after the audit.`;
}
