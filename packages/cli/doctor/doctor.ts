/** `valine doctor`: looks at what commonly goes wrong with an installation, and says what mends it. */
import { ALL_CHECKS, type Check, type Facts, type Fix } from '@valine/doctor';
import type { Command } from 'commander';
import { ExitCode, UsageError } from '../terminal/errors.ts';
import type { Connection, TargetChoice, Tools } from '../terminal/ports.ts';
import { printFinding } from '../terminal/with-connection.ts';
import { exitCodeOf, type Judged, judgeAll, reportText } from './report.ts';

type Options = { fix?: boolean; only?: string[]; all?: boolean };

export function addDoctorCommand(program: Command, tools: Tools): void {
  program
    .command('doctor')
    .description('look at what commonly goes wrong with an installation, and say what mends it')
    .option('--fix', 'mend what can be mended safely, then look again')
    .option('--only <check...>', 'only these checks: github.webhook, or an area such as github')
    .option('--all', 'show what is well too')
    .action(async ({ fix, only, all }: Options, command: Command) => {
      const checks = chosenChecks(only);
      const connection = tools.connect(command.optsWithGlobals<TargetChoice>());
      try {
        const mended = fix ? await mendAll(connection, checks) : [];
        const judged = judgeAll(checks, await connection.inspection.look());
        const { where, whyThere } = connection;
        const first = [...(whyThere === undefined ? [] : [whyThere]), ...mended.map(mendedText)];
        const text = [...first, reportText(judged, where, { isWhole: all ?? false })].join('\n');
        printFinding(tools, command, { value: jsonOf(judged, mended, connection), text });
        if (exitCodeOf(judged) !== 0) throw new ExitCode(exitCodeOf(judged));
      } finally {
        connection.close();
      }
    });
}

/** @throws UsageError for a name that none has */
function chosenChecks(only: readonly string[] | undefined): readonly Check<Facts>[] {
  if (only === undefined) return ALL_CHECKS;
  const isChosen = (id: string, name: string) => id === name || id.startsWith(`${name}.`);
  const foreign = only.find((name) => !ALL_CHECKS.some(({ id }) => isChosen(id, name)));
  if (foreign !== undefined) throw new UsageError(unknownCheckMessage(foreign));
  return ALL_CHECKS.filter(({ id }) => only.some((name) => isChosen(id, name)));
}

type Mended = { fix: Fix; failed?: string };

/** One that fails keeps no other back. */
async function mendAll({ inspection }: Connection, checks: readonly Check<Facts>[]): Promise<Mended[]> {
  const judged = judgeAll(checks, await inspection.look());
  const fixes = judged
    .flatMap(({ verdict }) => ('problems' in verdict ? verdict.problems : []))
    .flatMap(({ fix }) => fix ?? []);
  const mended: Mended[] = [];
  for (const fix of fixes) {
    const failed = await inspection.fix(fix).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    mended.push({ fix, ...(failed !== undefined && { failed }) });
  }
  return mended;
}

function mendedText({ fix, failed }: Mended): string {
  const { do: what, ...about } = fix;
  const said = Object.entries(about).map(([name, value]) => `${name} ${String(value)}`);
  const done = [what, ...said].join(', ');
  return failed === undefined ? `mended: ${done}` : `not mended: ${done}: ${failed}`;
}

function jsonOf(judged: readonly Judged[], mended: readonly Mended[], { stage, where }: Connection) {
  const checks = judged.map(({ id, verdict: { is, ...more } }) => ({ id, is, ...more }));
  return { stage, where, exitCode: exitCodeOf(judged), checks, mended };
}

function unknownCheckMessage(name: string): string {
  return `There is no check ${name}. There are: ${ALL_CHECKS.map(({ id }) => id).join(', ')}.`;
}
