/**
 * Carries out what an operator asks for in the terminal. The audit takes two entries of it: that it is begun, before
 * anything is done, and what came of it. Somebody who presses Ctrl-C in between leaves the first.
 */
import { CliError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import type { Finding } from '../terminal/with-connection.ts';
import { type Deed, enterAudit } from './enter.ts';

type CommandRun = Pick<Deed, 'what' | 'options'> & {
  /** It is done where the audit takes no entry of it, too, and that is said. */
  evenUnentered?: boolean;
};

/** `about`: id of the record that it was about. `outcome`: where the finding alone does not tell it. */
export type Done = Finding & Partial<Pick<Deed, 'about' | 'outcome' | 'reasonCode'>>;

/** @throws as `work` does; CliError where the audit takes no entry: nothing is done then, or what is done is said */
export async function carryOut(
  tools: Tools,
  connection: Connection,
  { evenUnentered = false, ...asked }: CommandRun,
  work: () => Promise<Done>,
): Promise<Finding> {
  const id = tools.newId();
  const enter = (of: string, came: Pick<Deed, 'outcome' | 'about' | 'reasonCode'>) =>
    enterAudit(tools, connection, { id: of, ...asked, ...came });
  await enter(id, { outcome: 'begun' }).catch((cause: unknown) => {
    if (!evenUnentered) throw new CliError(notBegunMessage(), { cause });
  });
  const done = await work().catch(async (error: unknown) => {
    // What it could not do is said all the same.
    await enter(`${id} ended`, { outcome: error instanceof CliError ? 'refused' : 'failed' }).catch(() => undefined);
    throw error;
  });
  const { about, reasonCode, outcome = done.failed === undefined ? 'done' : 'failed', ...finding } = done;
  const came = { outcome, ...(about !== undefined && { about }), ...(reasonCode !== undefined && { reasonCode }) };
  await enter(`${id} ended`, came).catch((cause: unknown) => {
    throw new CliError(notEnteredMessage([finding.text, finding.failed ?? ''].filter(Boolean).join('\n')), { cause });
  });
  return finding;
}

function notBegunMessage(): string {
  return 'Nothing was done: the audit takes no entry of it, and nothing is done without one. Try again; if it stays so, valine doctor and valine audit --verify say more.';
}

function notEnteredMessage(done: string): string {
  return `${done}\nBut the audit does not say what came of it: tell whoever looks after the audit.`;
}
