/**
 * Runs a TypeScript program on the project's own Node 24, after installing what changed: `node bootstrap.mjs <script.ts> [args…]`.
 * Plain JavaScript without dependencies, because it runs on whatever Node (20 or newer) a machine has, before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const MODULES = join(ROOT, 'node_modules');
const NODE = join(MODULES, 'node/bin/node');
const STAMP = join(MODULES, '.valine-installed');
/** Two deliveries of one signal this close together (a terminal's, and npm's copy of it) are one wish of one person. */
const SAME_SIGNAL_MS = 500;

const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) {
  say('Say which program to run: node packages/toolchain/bootstrap.mjs <script.ts> [arguments…]');
  process.exit(2);
}
process.exitCode = (await install()) || (await runOnProjectNode());

function runOnProjectNode() {
  const PATH = [dirname(NODE), join(MODULES, '.bin'), process.env.PATH].join(delimiter);
  // What Node has compiled once, it and what it starts need not compile again.
  const env = { NODE_COMPILE_CACHE: join(MODULES, '.cache/node'), ...process.env, PATH };
  return run(NODE, [join(ROOT, script), ...scriptArguments], { stdio: 'inherit', env });
}

/** @returns the exit code: 0 when everything that is needed is installed */
async function install() {
  const wanted = dependenciesHash();
  if (isInstalled(wanted)) return 0;
  const started = Date.now();
  rmSync(STAMP, { force: true });
  say(
    'Installing dependencies (some 800 MB on disk; half a minute the first time, minutes where the network is slow) …',
  );
  const stillAtWork = setInterval(() => say(`Still installing after ${secondsSince(started)} s …`), 30_000);
  let result = await runPnpmInstall();
  if (result.code === 0 && !isNodeUsable()) {
    say('The last install was cut off half-way; installing afresh …');
    for (const folder of workspaceFolders()) rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    result = await runPnpmInstall();
  }
  clearInterval(stillAtWork);
  if (result.interrupted) return result.code || 130;
  if (result.code === 0 && isNodeUsable()) {
    writeFileSync(STAMP, `${wanted}\n`);
    say(`Installed in ${secondsSince(started)} s.`);
    return 0;
  }
  say(`${result.output.trim()}\n\n${whatToDoMessage(result.output)}`);
  return result.code || 1;
}

function secondsSince(started) {
  return Math.round((Date.now() - started) / 1000);
}

function isInstalled(wanted) {
  return existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8').trim() === wanted;
}

function isNodeUsable() {
  return spawnSync(NODE, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v24.') ?? false;
}

/** Changes with everything an install depends on: the lock file, the workspace and each package's manifest. */
function dependenciesHash() {
  const manifests = workspaceFolders().map((folder) => join(folder, 'package.json'));
  const hash = createHash('sha256').update(PNPM).update(process.platform).update(process.arch);
  for (const file of [join(ROOT, 'pnpm-lock.yaml'), join(ROOT, 'pnpm-workspace.yaml'), ...manifests]) {
    if (existsSync(file)) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** The root and every workspace package: the list items of pnpm-workspace.yaml, `folder` or `folder/*`. */
function workspaceFolders() {
  const patterns = readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8').matchAll(/^ *- +["']?([^"'\s]+)/gm);
  const folders = Array.from(patterns, ([, pattern]) => pattern).flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [join(ROOT, pattern)];
    const parent = join(ROOT, pattern.slice(0, -2));
    if (!existsSync(parent)) return [];
    return readdirSync(parent)
      .sort()
      .map((name) => join(parent, name));
  });
  return [ROOT, ...folders.filter((folder) => existsSync(join(folder, 'package.json')))];
}

async function runPnpmInstall() {
  // Only the machine's own node and npx: the project's node_modules/.bin (or a parent folder's) may hold half an install.
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !/[\\/]node_modules[\\/]/.test(`${entry}/`))
    .join(delimiter);
  // CI: pnpm asks nothing, as nobody sees its questions.
  const env = { ...process.env, PATH, CI: 'true' };
  let output = '';
  let interrupted = false;
  const code = await run('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    onOutput: (text) => {
      output += text;
    },
    onSignal: () => {
      interrupted = true;
    },
  });
  return { code, output, interrupted };
}

function whatToDoMessage(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|META_FETCH_FAIL|FETCH_\d/i.test(output))
    return 'The package registry cannot be reached. Check the network (or the proxy in your npm configuration), then run the same command again.';
  if (/OUTDATED_LOCKFILE|LOCKFILE_CONFIG_MISMATCH/.test(output))
    return `pnpm-lock.yaml does not match a package.json. Run \`npx -y ${PNPM} install\`, then the same command again.`;
  if (/ENOENT/.test(output) && /npx/.test(output))
    return 'npx was not found. Install Node 20 or newer together with npm, then run the same command again.';
  return 'Installing failed (see above). Delete node_modules (rm -rf node_modules), then run the same command again.';
}

/**
 * Runs a program to its end and passes on the signals this process gets.
 * @returns its exit code; 128 and the signal's number when a signal ended it, as shells say it
 */
function run(command, args, { onOutput, onSignal, ...options }) {
  return new Promise((done) => {
    const child = spawn(command, args, options);
    const stopForwarding = forwardSignals(child, onSignal);
    const finish = (code) => {
      stopForwarding();
      done(code);
    };
    child.stdout?.setEncoding('utf8').on('data', onOutput);
    child.stderr?.setEncoding('utf8').on('data', onOutput);
    child.once('error', (error) => {
      if (onOutput) onOutput(error.message);
      else say(`${error.message}. Delete node_modules (rm -rf node_modules), then run the same command again.`);
      finish(1);
    });
    child.once('close', (code, signal) => finish(code ?? 128 + constants.signals[signal]));
  });
}

/** Nothing here ends this process: it waits for the child, which decides how long stopping takes. */
function forwardSignals(child, onSignal) {
  const last = new Map();
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      onSignal?.(signal);
      const isRepeat = Date.now() - (last.get(signal) ?? 0) < SAME_SIGNAL_MS;
      last.set(signal, Date.now());
      if (!isRepeat && !isSentToGroupByTerminal(signal)) child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  return () => {
    for (const [signal, handler] of handlers) process.removeListener(signal, handler);
  };
}

/** Ctrl-C and a closed window reach the whole foreground group, so the child has them already. */
function isSentToGroupByTerminal(signal) {
  return signal !== 'SIGTERM' && isInForeground();
}

function isInForeground() {
  if (!existsSync('/proc/self/stat')) return Boolean(process.stdin.isTTY);
  // After the command in parentheses: state, ppid, pgrp, session, tty_nr, tpgid.
  const [, , group, , , foreground] = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return group === foreground;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
