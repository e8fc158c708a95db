import { expect, it } from 'vitest';
import { legible } from './support/legible.ts';
import { openTeam } from './support/open-team.ts';
import { startBadSite } from './support/start-bad-site.ts';

/** The least that a verification begins with. */
const LOOKING_MS = 5000;
/** What lies in buffers on the way is sent and never read. */
const BUFFERS_BYTES = 8 * 1024 * 1024;

it('endpoints that stream for ever, hang, go in circles or answer another type are findings, within time and memory', async () => {
  const { seen, ...site } = await startBadSite();
  const { chat } = await openTeam({ site, inspectionMs: LOOKING_MS });
  const began = performance.now();
  expect(legible(await chat.command('/verify-latest'))).toMatchInlineSnapshot(`
    "🔴 Latest Client Deploy is not in order
    [run](https://github.example/acme/web/actions/runs/<run>)
    \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • [2 commits](https://github.example/acme/web/compare/<sha>...<sha>) since the last good one
    Status: success | Build: 45s | S3 sync: 12s | CF invalidation: 8s
    -# \`verify-<id>\` • requested by ada
    5 checks: 4 bad, 1 unknown
    🔴 \`GET /\` • 200 • <n> ms • more than 512 KB
    ↳ A page is never that long: see what the origin serves, and whether the answer ends at all.
    🔴 \`GET /index.html\` • <n> ms • no whole answer in time
    ↳ It did not answer whole within <n> ms: see whether the service is up and how long it takes.
    ⚪ \`Hashed asset\` • not in what was read of the page, which is very long
    ↳ Load the script earlier in the page, or make the page shorter: 512 KB of it are read.
    🔴 \`API /health\` • <n> ms • redirects in a circle
    ↳ It redirects in a circle: correct the redirects so that one ends in an answer.
    🔴 \`API /hello\` • 200 • <n> ms • text/html
    ↳ A web page answers instead of the API: VITE\\_API\\_BASE leads to the frontend or its fallback page. Correct it, or the routing before the API.
    [ Diagnose ]"
  `);
  expect(performance.now() - began).toBeLessThan(LOOKING_MS + 3000);
  expect(seen.streamed).toBeLessThan(BUFFERS_BYTES);
  await expect.poll(() => seen.open).toBe(0);
});
