/** Where signed download links lead: another origin, which wants no token, and refuses one as GitHub's storage does. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { getJob, zipOf } from '@valine/github-model';
import { Hono } from 'hono';
import { type Served, serve } from '../../shared/serve.ts';
import { type GitHubState, timestamp } from '../state/state.ts';

const VALID_MS = 60_000;
const SLOW_MS = 25_000;

/** A status that it answers everything with; `slow`: as it should, after 25 s. */
export type StorageFault = 403 | 500 | 'slow';

export type Downloads = {
  /** Listens on a port of its own. */
  open(): Promise<void>;
  /** A link that is valid for a minute. */
  linkTo(kind: 'logs' | 'artifacts', id: number): string;
  /** From now on; null: it answers as it should. */
  fail(fault: StorageFault | null): void;
  close(): Promise<void>;
};

export function createDownloads(state: GitHubState): Downloads {
  const secret = randomBytes(32);
  const signatureOf = (path: string, until: string) =>
    createHmac('sha256', secret).update(`${path}?${until}`).digest('hex');
  let fault: StorageFault | null = null;
  let served: Served | undefined;
  return {
    async open() {
      served = await serve(
        downloadsApp(state, signatureOf, () => fault),
        0,
      );
    },
    linkTo(kind, id) {
      const path = `/${kind}/${id}`;
      const until = String(Date.now() + VALID_MS);
      return `${served?.url ?? ''}${path}?se=${until}&sig=${signatureOf(path, until)}`;
    },
    fail(wanted) {
      fault = wanted;
    },
    close: async () => served?.close(),
  };
}

function downloadsApp(
  state: GitHubState,
  signatureOf: (path: string, until: string) => string,
  faultOf: () => StorageFault | null,
): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const fault = faultOf();
    if (fault === 'slow') await setTimeout(SLOW_MS, undefined, { ref: false });
    else if (fault !== null) return c.text('AuthenticationFailed\n', fault);
    if (c.req.header('authorization') !== undefined) return c.text('InvalidAuthenticationInfo\n', 400);
    const until = c.req.query('se') ?? '';
    const given = Buffer.from(c.req.query('sig') ?? '');
    const wanted = Buffer.from(signatureOf(c.req.path, until));
    const valid = given.length === wanted.length && timingSafeEqual(given, wanted) && Number(until) > Date.now();
    return valid ? next() : c.text('AuthenticationFailed\n', 403);
  });
  app.get('/logs/:id', (c) => {
    const log = state.logs[Number(c.req.param('id'))];
    return log === undefined ? c.text('BlobNotFound\n', 404) : c.text(stamped(state, Number(c.req.param('id')), log));
  });
  app.get('/artifacts/:id', (c) => {
    const zip = zipOf(state, Number(c.req.param('id')));
    return c.body(new Uint8Array(zip), 200, { 'content-type': 'application/zip' });
  });
  return app;
}

/** GitHub puts a moment before each line. */
function stamped(state: GitHubState, jobId: number, log: string): string {
  const { job, attempt } = getJob(state, jobId);
  const moment = timestamp(job.startedAt ?? attempt.startedAt).replace('Z', '.0000000Z');
  return log.replaceAll(/^(?=.)/gm, `${moment} `);
}
