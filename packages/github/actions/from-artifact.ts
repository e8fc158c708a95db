/** Artifacts of a run, from GitHub's JSON. */
import { fieldsOf, listOf, textOf, timeOf, wholeNumber } from '../json-fields.ts';
import type { Artifact } from './github-actions.ts';

/** Those of that name, the newest first: every attempt of a run leaves its own. */
export function fromArtifactsJson(json: unknown, name: string): Artifact[] {
  return listOf(json, fromArtifactJson)
    .filter((artifact) => artifact.name === name)
    .sort((one, other) => other.createdAt - one.createdAt || other.id - one.id);
}

function fromArtifactJson(json: unknown): Artifact | undefined {
  const fields = fieldsOf(json);
  const id = wholeNumber(fields.id);
  if (id === undefined) return undefined;
  const sizeBytes = wholeNumber(fields.size_in_bytes) ?? 0;
  const createdAt = timeOf(fields.created_at);
  return { id, name: textOf(fields.name) ?? '', sizeBytes, expired: fields.expired === true, createdAt };
}
