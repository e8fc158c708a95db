/** The ZIP of an artifact, whole or as a test wants it. */
import { strToU8, zipSync } from 'fflate';
import type { Artifact } from '../actions-state.ts';

/** What the bomb unpacks to. */
const BOMB_BYTES = 16 * 1024 * 1024;

export function artifactZip({ kind, fileName, content }: Pick<Artifact, 'kind' | 'fileName' | 'content'>): Uint8Array {
  const zip = zipSync({ [fileName]: kind === 'bomb' ? new Uint8Array(BOMB_BYTES) : strToU8(content) });
  return kind === 'broken' ? zip.subarray(0, zip.length / 2) : zip;
}
