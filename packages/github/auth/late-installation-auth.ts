/** The auth of an App, loaded at the first call: an installation with a token never needs it, and no cold start waits for it. */
import type { createInstallationAuth } from './app-auth.ts';

type InstallationAuth = ReturnType<typeof createInstallationAuth>;

export function lateInstallationAuth(options: Parameters<typeof createInstallationAuth>[0]) {
  let loaded: Promise<InstallationAuth> | undefined;
  const load = () => {
    loaded ??= import('./app-auth.ts').then((module) => module.createInstallationAuth(options));
    return loaded;
  };
  const auth = async (...asked: Parameters<InstallationAuth>) => (await load())(...asked);
  const hook: InstallationAuth['hook'] = async (...asked) => (await load()).hook(...asked);
  return Object.assign(auth, { hook });
}
