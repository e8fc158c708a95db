/** The two applications of the site: the client's files as S3 and CloudFront serve them, and its API. */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { answerFault, type SiteFault, type SitePart } from './site-faults.ts';

export type Faulty = Map<SitePart, SiteFault>;

const SCRIPT = `document.getElementById('root').textContent = 'Web shop';\n`;
const ASSET = `/assets/index-${createHash('sha256').update(SCRIPT).digest('base64url').slice(0, 8)}.js`;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Web shop</title>
    <script type="module" crossorigin src="${ASSET}"></script>
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>
`;

export function frontendApp(faulty: Faulty): Hono {
  const app = new Hono();
  for (const path of ['/', '/index.html']) serveAt(app, path, 'frontend', faulty, pageResponse);
  serveAt(app, ASSET, 'asset', faulty, assetResponse);
  app.notFound((c) => c.text('Not Found\n', 404));
  return app;
}

export function apiApp(faulty: Faulty): Hono {
  const app = new Hono();
  serveAt(app, '/health', 'health', faulty, () => Response.json({ status: 'ok' }));
  serveAt(app, '/hello', 'hello', faulty, () => Response.json({ message: 'Hello from the web shop' }));
  app.notFound((c) => c.json({ message: 'Not Found' }, 404));
  return app;
}

function serveAt(app: Hono, path: string, part: SitePart, faulty: Faulty, right: () => Response): void {
  app.get(path, (c) => {
    const fault = faulty.get(part);
    return fault === undefined ? right() : answerFault(fault, right(), c.req.url);
  });
}

function pageResponse(): Response {
  return new Response(PAGE, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' } });
}

function assetResponse(): Response {
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return new Response(SCRIPT, { headers });
}
