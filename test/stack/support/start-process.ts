/** The local stack as a process of its own, that can be killed at any moment and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export type StackProcess = {
  /** Resolves once it has said `ready`. @throws with what it said when it ends before */
  start(): Promise<void>;
  /** SIGKILL: nothing of it gets to say goodbye. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to its exit code. */
  stop(): Promise<number | null>;
  readonly output: string;
};

const MAIN = fileURLToPath(new URL('../../../packages/local-stack/main.ts', import.meta.url));

export function stackProcess(env: Record<string, string>): StackProcess {
  let child: ChildProcess | undefined;
  let output = '';

  const start = async () => {
    const started = spawn(process.execPath, [MAIN, '--no-prompt'], { env: { PATH: process.env.PATH, ...env } });
    child = started;
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        output += chunk.toString();
        if (/^ready /m.test(chunk.toString())) resolve();
      };
      started.stdout.on('data', hear);
      started.stderr.on('data', hear);
      started.once('exit', (code) => reject(new Error(`the stack ended with ${code} before it was ready:\n${output}`)));
    });
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = await exited;
    return typeof code === 'number' ? code : null;
  };
  return {
    start,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    get output() {
      return output;
    },
  };
}

/** A port nobody listens on right now; the same for every start of the process, so that platforms find it again. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
