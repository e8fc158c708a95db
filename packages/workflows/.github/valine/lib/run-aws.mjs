/** Runs the AWS CLI within a time limit and reads the JSON it prints. */
import { execFile } from 'node:child_process';
import { milliseconds } from './environment.mjs';

/**
 * Never rejects: `{ json, ms }`, or `{ problem, ms }` where `problem` is AWS's own error code (`AccessDenied`),
 * or `missing` (no CLI), `timeout`, `no_credentials`, `no_region`, `unreadable`, `failed`.
 */
export function runAws(...args) {
  const started = performance.now();
  const options = {
    timeout: milliseconds('VALINE_AWS_TIMEOUT_MS', 30_000),
    killSignal: 'SIGKILL',
    maxBuffer: 8 * 1024 * 1024,
    env: { ...process.env, AWS_PAGER: '', AWS_MAX_ATTEMPTS: '2' },
  };
  return new Promise((resolve) => {
    execFile('aws', [...args, '--output', 'json'], options, (error, stdout, stderr) => {
      const ms = Math.round(performance.now() - started);
      resolve({ ...(error ? { problem: problemOf(error, stderr) } : parse(stdout)), ms });
    });
  });
}

/** What the CLI says of itself can hold account ids and ARNs, so only its code is kept. */
function problemOf(error, stderr) {
  if (error.code === 'ENOENT') return 'missing';
  if (error.killed) return 'timeout';
  if (/Unable to locate credentials|could not be found in config|sso session/i.test(stderr)) return 'no_credentials';
  if (/You must specify a region|Could not connect to the endpoint/i.test(stderr)) return 'no_region';
  return /An error occurred \(([\w.]{1,80})\)/.exec(stderr)?.[1] ?? 'failed';
}

/** The CLI prints nothing where there is nothing to list. */
function parse(stdout) {
  try {
    const json = JSON.parse(stdout.trim() || '{}');
    return typeof json === 'object' && json !== null ? { json } : { problem: 'unreadable' };
  } catch {
    return { problem: 'unreadable' };
  }
}
