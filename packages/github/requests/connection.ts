/** What the calls to one repository share. */
import type { Octokit } from '@octokit/rest';

export type Connection = {
  octokit: Octokit;
  owner: string;
  repo: string;
  /** Scheme and host of the pages that people open. */
  pages: string;
  /** Bounds a writing call as a whole. */
  timeoutMs: number;
  /** Of GitHub's REST API, as a date. */
  apiVersion: string;
  /** For what is not asked of the API itself. */
  fetch: typeof globalThis.fetch;
};
