/**
 * AWS's clients look for credentials in profiles, single sign-on and metadata services too, and every cold start would
 * read the code for it. Lambda puts them into the environment, and looks nowhere else.
 */
import type { Plugin } from 'esbuild';

const EVERY_SOURCE = /@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/;

export const lambdaCredentials: Plugin = {
  name: 'lambda credentials',
  setup({ onLoad }) {
    onLoad({ filter: EVERY_SOURCE }, () => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
    }));
  },
};
