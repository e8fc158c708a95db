/** GitHub has a thousand endpoints, and a bundle of ours the groups that we call: every cold start reads what is in it. */
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** As in `octokit.rest.issues`; a test finds out what is missing. */
export const ENDPOINT_GROUPS = ['actions', 'checks', 'git', 'issues', 'pulls', 'reactions', 'repos', 'users'];

/** Octokit's table of them, which is generated. */
const TABLE = /plugin-rest-endpoint-methods\/dist-src\/generated\/endpoints\.js$/;

export const ourEndpoints: Plugin = {
  name: 'our endpoints',
  setup({ onLoad }) {
    onLoad({ filter: TABLE }, async ({ path }) => {
      const { default: all } = await import(pathToFileURL(path).href);
      const ours = Object.fromEntries(ENDPOINT_GROUPS.map((group) => [group, all[group]]));
      return { contents: `export default ${JSON.stringify(ours)};` };
    });
  },
};
