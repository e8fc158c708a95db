/** Where signed download links lead: another origin, which wants no token, and refuses one as GitHub's storage does. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { getJob, zipOf } from '@valine/github-model';
import { Hono } from 'hono';
import { type Served, serve } from '../../shared/serve.ts';
import { type GitHubState, timestamp } from '../state/state.ts';

const VALID_MS = 60_000;

export type Downloads = {
  /** Listens on a port of its own. */
  open(): Promise<void>;
  /** A link that is valid for a minute. */
  linkTo(kind: 'logs' | 'artifacts', id: number): string;
  /** Answers everything with this status; null: as it should. */
  fail(status: 403 | 500 | null): void;
  close(): Promise<void>;
};

export function createDownloads(state: GitHubState): Downloads {
  const secret = randomBytes(32);
  const signatureOf = (path: string, until: string) =>
    createHmac('sha256', secret).update(`${path}?${until}`).digest('hex');
  const fault: StorageFault = { status: null };
  let served: Served | undefined;
  return {
    async open() {
      served = await serve(downloadsApp(state, signatureOf, fault), 0);
    },
    linkTo(kind, id) {
      const path = `/${kind}/${id}`;
      const until = String(Date.now() + VALID_MS);
      return `${served?.url ?? ''}${path}?se=${until}&sig=${signatureOf(path, until)}`;
    },
    fail(status) {
      fault.status = status;
    },
    close: async () => served?.close(),
  };
}

type StorageFault = { status: 403 | 500 | null };

function downloadsApp(
  state: GitHubState,
  signatureOf: (path: string, until: string) => string,
  fault: StorageFault,
): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (fault.status !== null) return c.text('AuthenticationFailed\n', fault.status);
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
