/** A stack of Pulumi. Values go in by standard input: none stands in an argument list, or in the shell's history. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { maskSecrets } from '@valine/lambda-kit';
import { configurationKey, PROJECT } from '@valine/settings';
import { CliError } from '../../terminal/errors.ts';
import type { SettingsStore, Values } from '../decide/ports.ts';
import { fieldsOf, textOf } from '../look/read.ts';
import { isSecretName, settingOf } from './setting-names.ts';

type Ran = { code: number; stdout: string; stderr: string };
export type RunPulumi = (programArguments: readonly string[], input?: string) => Promise<Ran>;

/** `projectDir`: where Pulumi.yaml is. */
export function createPulumiStore(run: RunPulumi, stage: string): SettingsStore {
  const ofStack = ['--stack', stage, '--non-interactive'];
  const mustRun = async (programArguments: readonly string[], input?: string) => {
    const ran = await run([...programArguments, ...ofStack], input);
    if (ran.code !== 0) throw new CliError(refusedMessage(programArguments, ran.stderr, input));
    return ran.stdout;
  };
  return {
    where: `stack ${stage}`,
    async read() {
      const { code, stdout, stderr } = await run(['config', '--show-secrets', '--json', ...ofStack]);
      if (code === 0) return valuesOf(JSON.parse(stdout));
      if (/no stack named/i.test(stderr)) return undefined;
      throw new CliError(refusedMessage(['config'], stderr));
    },
    async create() {
      await run(['stack', 'init', stage, '--non-interactive']).then(({ code, stderr }) => {
        if (code !== 0) throw new CliError(refusedMessage(['stack', 'init', stage], stderr));
      });
    },
    async write(values) {
      for (const [name, value] of Object.entries(values)) {
        const kept = isSecretName(name) ? '--secret' : '--plaintext';
        await mustRun(['config', 'set', kept, `${PROJECT}:${configurationKey(name)}`], value);
      }
    },
    async addresses() {
      const { code, stdout } = await run(['stack', 'output', '--json', ...ofStack]);
      const { interactionsUrl, webhookUrl } = code === 0 ? fieldsOf(JSON.parse(stdout)) : {};
      const [interactions, webhook] = [textOf(interactionsUrl), textOf(webhookUrl)];
      return { ...(interactions !== '' && { interactions }), ...(webhook !== '' && { webhook }) };
    },
    remark: () => '',
  };
}

function valuesOf(json: unknown): Values {
  const entries = Object.entries(fieldsOf(json)).flatMap(([key, entry]) => {
    const name = settingOf(key);
    const value = textOf(fieldsOf(entry)['value']);
    return name === undefined || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Undefined where pulumi is not on PATH. */
export async function findPulumi(projectDir: string): Promise<RunPulumi | undefined> {
  const run = runIn(projectDir);
  try {
    await run(['version']);
    return run;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function runIn(cwd: string): RunPulumi {
  return async (programArguments, input = '') => {
    const child = spawn('pulumi', programArguments, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    const out = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        out[name] += text;
      });
    // One that ends before it has read everything says by its exit status what became of it.
    child.stdin.on('error', () => undefined).end(input);
    const [code] = await once(child, 'close');
    return { code: Number(code ?? 1), ...out };
  };
}

/** `input`: what it was given, which it may quote. */
function refusedMessage(programArguments: readonly string[], stderr: string, input = ''): string {
  const said = maskSecrets(stderr.trim().split('\n').slice(0, 3).join(' '), [input]);
  return `pulumi ${programArguments.slice(0, 3).join(' ')} did not work: ${said} Log in (pulumi login) and give the passphrase (PULUMI_CONFIG_PASSPHRASE) where the stack has one, then run valine setup again.`;
}
