/** What every view is made from. */
import type { GitHubState } from '../state/state.ts';

/** `base` is where the API answers, without a slash at its end. */
export type View = { state: GitHubState; base: string };

/** GitHub's opaque global id of a thing. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}
