/** Who may import whom, as docs/design.md says it: a table of rules, each asked about every import. */
import { isAdapter, isAwsAdapter, isTest } from '../source/kinds-of-files.ts';
import { type Project, packageAt, packageName, resolveImport, type Target } from '../source/project.ts';
import type { Violation } from './violation.ts';

type Edge = {
  /** The importing module, and the package it is in. */
  path: string;
  folder: string;
  specifier: string;
  target: Target;
  /** The package of the workspace that the import leads into. */
  into: string | undefined;
  declared: boolean;
};

type Rule = { says: string; isBrokenBy(edge: Edge): boolean };

const ZOD_ONLY = ['packages/contracts', 'packages/commands', 'packages/settings'];
const ZOD_MINI = [...ZOD_ONLY, 'packages/records', 'services/ingress'];
const CLIENTS = ['packages/github', 'packages/discord'];
const PROGRAMS = ['packages/local-stack', 'packages/sandboxes', 'packages/cli'];
const GITHUB_MODEL = 'packages/github-model';
const SAFE_HTTP = 'packages/safe-http';
/** Who is given URLs by people or reaches them, and what runs and tests those. */
const REACHING = [
  SAFE_HTTP,
  'services/dispatcher',
  'services/verifier',
  'packages/local-stack',
  'packages/testing',
  'test',
];

const rules: readonly Rule[] = [
  {
    says: 'services never import each other; what they share is packages/contracts',
    isBrokenBy: ({ folder, into }) => isService(folder) && into !== folder && isService(into),
  },
  {
    says: 'contracts, commands and settings import zod alone, but for settings that read a key',
    isBrokenBy: ({ path, folder, into, target }) =>
      ZOD_ONLY.includes(folder) &&
      !isTest(path) &&
      into !== folder &&
      !(target.kind === 'npm' && target.name === 'zod') &&
      !(folder === 'packages/settings' && target.kind === 'node' && target.name === 'crypto'),
  },
  {
    says: "ingress carries it, so it imports 'zod/mini'",
    isBrokenBy: ({ folder, specifier }) => ZOD_MINI.includes(folder) && specifier === 'zod',
  },
  {
    says: 'github and discord know nothing of each other or of runs',
    isBrokenBy: ({ folder, into }) =>
      CLIENTS.includes(folder) && into !== folder && [...CLIENTS, 'packages/records'].includes(into ?? ''),
  },
  {
    says: 'the model of GitHub imports nothing of ours; fakes, sandbox and simulator are doors to it',
    isBrokenBy: ({ folder, into }) => folder === GITHUB_MODEL && into !== undefined && into !== GITHUB_MODEL,
  },
  {
    says: 'AWS SDKs belong in aws/, dynamodb/, lambda.ts, the command line and the local stack',
    isBrokenBy: ({ path, folder, target }) =>
      target.kind === 'npm' &&
      /^@(aws-sdk|smithy)\//.test(target.name) &&
      !(isAwsAdapter(path) || isTest(path) || PROGRAMS.includes(folder) || folder === 'test'),
  },
  {
    says: "GitHub's own client belongs in packages/github, whose methods are journaled where they write",
    isBrokenBy: ({ path, folder, target }) =>
      target.kind === 'npm' &&
      /^@octokit\/(rest|core|request|graphql|auth|plugin)/.test(target.name) &&
      folder !== 'packages/github' &&
      !isTest(path),
  },
  {
    says: 'infra imports no service code; it knows bundle paths and queue names',
    isBrokenBy: ({ folder, into }) => folder === 'infra' && isService(into),
  },
  {
    says: 'URLs of people are for dispatcher and verifier alone to judge and to reach',
    isBrokenBy: ({ folder, into }) => into === SAFE_HTTP && !REACHING.includes(folder),
  },
  {
    says: 'safe-http knows nothing of the product, so that all that reaches a URL is in one place',
    isBrokenBy: ({ path, folder, into }) =>
      folder === SAFE_HTTP && !isTest(path) && into !== undefined && into !== SAFE_HTTP,
  },
  {
    says: 'the probe is made in lambda.ts and aws/; others are given one',
    isBrokenBy: ({ path, specifier }) => specifier === '@valine/safe-http/node' && !isAdapter(path),
  },
  {
    says: 'nothing imports the local stack, its sandboxes or the command line',
    isBrokenBy: ({ folder, into }) =>
      into !== folder && folder !== 'test' && !PROGRAMS.includes(folder) && PROGRAMS.includes(into ?? ''),
  },
  {
    says: 'another package is imported by its name, through its exports',
    isBrokenBy: ({ folder, target }) =>
      target.kind === 'unexported' || (target.kind === 'file' && !target.byName && target.folder !== folder),
  },
  {
    says: 'its package.json does not name it',
    isBrokenBy: ({ declared }) => !declared,
  },
];

export function checkBoundaries(project: Project): Violation[] {
  return project.files.flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier, line }) => {
      const edge = edgeOf(project, path, specifier);
      const broken = rules.filter((rule) => rule.isBrokenBy(edge));
      return broken.map(({ says }) => ({ file: path, line, says: `imports ${specifier}: ${says}` }));
    }),
  );
}

function edgeOf(project: Project, path: string, specifier: string): Edge {
  const { folder } = packageAt(project, path);
  const target = resolveImport(project, path, specifier);
  const into = 'folder' in target ? target.folder : undefined;
  return { path, folder, specifier, target, into, declared: isDeclared(project, path, specifier, target) };
}

/** Named by its own manifest, or by the root's, which holds what every package is built and tested with. */
function isDeclared(project: Project, path: string, specifier: string, target: Target): boolean {
  if (specifier.startsWith('.') || target.kind === 'node') return true;
  const own = packageAt(project, path);
  const root = project.packages.find(({ folder }) => folder === '');
  const name = packageName(specifier);
  return [own, root].some(
    (owner) =>
      owner !== undefined &&
      (owner.name === name || name in owner.dependencies || `@types/${name}` in owner.dependencies),
  );
}

function isService(folder: string | undefined): boolean {
  return folder?.startsWith('services/') ?? false;
}
