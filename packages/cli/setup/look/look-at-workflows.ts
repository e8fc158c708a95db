/** Looks which of our workflow files the repository lacks, and whether they are proposed already. */
import { createHash } from 'node:crypto';
import { WORKFLOW_NEEDS } from '@valine/requirements';
import type { WorkflowsFound } from '../decide/found.ts';
import type { Ports, Values } from '../decide/ports.ts';
import { type Fields, fieldsOf, listOf, textOf, unlessGone } from './read.ts';

type Get = (path: string) => Promise<unknown>;
type Repository = { repository: string; defaultBranch: string; values: Values };

const OURS = '.github/valine/';

/** @throws Refused */
export async function lookAtWorkflows(
  { workflowFiles }: Pick<Ports, 'workflowFiles'>,
  get: Get,
  { repository, defaultBranch, values }: Repository,
): Promise<WorkflowsFound> {
  const ours = wantedFiles(workflowFiles(), values);
  const folders = [...new Set(Object.keys(ours).map((path) => path.slice(0, path.lastIndexOf('/'))))];
  const listed = await Promise.all(
    folders.map((folder) => unlessGone(() => get(`/repos/${repository}/contents/${folder}?ref=${defaultBranch}`))),
  );
  const shas = new Map(listed.flatMap(listOf).map(({ path, sha }) => [textOf(path), textOf(sha)]));
  // A workflow is the team's own once it is there; the scripts are ours, and go with the version.
  const lacks = Object.entries(ours).filter(
    ([path, text]) => !shas.has(path) || (path.startsWith(OURS) && shas.get(path) !== blobSha(text)),
  );
  const branch = `valine/workflows-${digest(JSON.stringify(lacks)).slice(0, 8)}`;
  const about = { lacks: lacks.map(([path]) => path), branch };
  if (lacks.length === 0) return { ...about, hasBranch: false };
  const [owner] = repository.split('/');
  const [pulls, ref] = await Promise.all([
    get(`/repos/${repository}/pulls?head=${owner}:${branch}&state=all`).then(listOf),
    unlessGone(() => get(`/repos/${repository}/git/ref/heads/${branch}`)),
  ]);
  const [pull] = pulls.filter(({ head }) => textOf(fieldsOf(head)['ref']) === branch);
  return { ...about, hasBranch: ref !== undefined, ...(pull && { pull: pullOf(pull) }) };
}

/** A workflow that has another name is the team's own: ours of that kind is not proposed beside it. */
function wantedFiles(files: Values, values: Values): Values {
  const own = WORKFLOW_NEEDS.filter(({ setting, file }) => (values[setting] ?? file) !== file);
  const left = own.map(({ file }) => `.github/workflows/${file}`);
  return Object.fromEntries(Object.entries(files).filter(([path]) => !left.includes(path)));
}

function pullOf({ html_url: url, state, merged_at: merged }: Fields): NonNullable<WorkflowsFound['pull']> {
  const stands = state === 'open' ? 'open' : textOf(merged) === '' ? 'closed' : 'merged';
  return { url: textOf(url), stands };
}

/** As git names content. */
function blobSha(text: string): string {
  return digest(`blob ${Buffer.byteLength(text)}\0${text}`);
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
