/** The team's web product on this machine: a small frontend and its API, for verification to look at. */
import { serve } from '../shared/serve.ts';
import { apiApp, type Faulty, frontendApp } from './site-apps.ts';
import type { SiteFault, SitePart } from './site-faults.ts';

export type Site = Awaited<ReturnType<typeof startSite>>;

/** 0 for any free port. @throws when a port is taken */
export async function startSite(ports: { frontend: number; api: number }) {
  const faulty: Faulty = new Map();
  const frontend = await serve(frontendApp(faulty), ports.frontend);
  const api = await serve(apiApp(faulty), ports.api).catch(async (error: unknown) => {
    await frontend.close();
    throw error;
  });
  return {
    /** Without a slash at its end, as `apiBase`. */
    frontendUrl: frontend.url,
    apiBase: api.url,
    ports: { frontend: frontend.port, api: api.port },
    /** From now on that part answers so. */
    fail(part: SitePart, fault: SiteFault = 'down'): void {
      faulty.set(part, fault);
    },
    /** Everything is well again, or one part. */
    up(part?: SitePart): void {
      if (part === undefined) faulty.clear();
      else faulty.delete(part);
    },
    async close(): Promise<void> {
      await Promise.all([frontend.close(), api.close()]);
    },
  };
}
