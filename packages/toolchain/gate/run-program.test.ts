import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../test-folder.ts';

/** Runs a program as the gate does, in a process of its own that signals can be sent to. */
function startGate(program: string) {
  const folder = testFolder();
  writeFileSync(join(folder, 'program.mjs'), program);
  const runner = `import { runProgram } from ${JSON.stringify(join(import.meta.dirname, 'run-program.ts'))};
    console.log('code', await runProgram(${JSON.stringify(folder)}, ['program.mjs']));`;
  const gate = spawn(process.execPath, ['--input-type=module', '--eval', runner]);
  let output = '';
  gate.stdout.on('data', (text) => {
    output += text;
    gate.emit('said', output);
  });
  const ended = once(gate, 'close').then(([code]) => code);
  return { gate, ended, output: () => output };
}

describe('a step of the gate', () => {
  it('tells how the program ended', async () => {
    const { ended, output } = startGate('process.exitCode = 3;');
    expect(await ended).toBe(0);
    expect(output()).toBe('code 3\n');
  });

  it('ends with everything it has started when it is told to stop', async () => {
    const child = "setInterval(() => {}, 1000); console.log('up');";
    const launcher = `import { spawnSync } from 'node:child_process';
      spawnSync(process.execPath, ['--eval', ${JSON.stringify(child)}], { stdio: 'inherit' });`;
    const { gate, ended } = startGate(launcher);
    gate.on('said', () => gate.kill('SIGTERM'));
    // The output closes only when nobody is left who holds it.
    expect(await ended).toBe(130);
  });
});
