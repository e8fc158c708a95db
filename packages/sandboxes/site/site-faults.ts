/** What can be wrong with the site, and how each part then answers. */
export const SITE_PARTS = ['frontend', 'asset', 'health', 'hello'] as const;
export type SitePart = (typeof SITE_PARTS)[number];

/**
 * `down`: 503. `hang`: no answer. `stream`: a body that never ends. `loop`: redirects to itself. `wrong-type`: 200 of
 * another type (of the API: a web page's). `cached`: 200 that browsers keep (an asset: that they do not keep). `missing`: 404.
 */
export const SITE_FAULTS = ['down', 'hang', 'stream', 'loop', 'wrong-type', 'cached', 'missing'] as const;
export type SiteFault = (typeof SITE_FAULTS)[number];

const CHUNK = new TextEncoder().encode('x'.repeat(16 * 1024));

export function answerFault(fault: SiteFault, right: Response, url: string): Response | Promise<Response> {
  switch (fault) {
    case 'down':
      return new Response('Service Unavailable\n', { status: 503 });
    case 'missing':
      return new Response('Not Found\n', { status: 404 });
    case 'hang':
      return new Promise(() => {});
    case 'stream':
      return new Response(endless(), { headers: right.headers });
    case 'loop':
      return new Response(null, { status: 302, headers: { location: url } });
    case 'wrong-type':
      return withHeader(right, 'content-type', wrongType(right));
    case 'cached':
      return withHeader(right, 'cache-control', isKept(right) ? 'no-store' : 'public, max-age=3600');
  }
}

/** Slowly, so that what reads it for ever is no burden. */
function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.enqueue(CHUNK);
    },
  });
}

function isKept(response: Response): boolean {
  return response.headers.get('cache-control')?.includes('immutable') ?? false;
}

/** An API may well answer with plain text. */
function wrongType({ headers }: Response): string {
  return headers.get('content-type') === 'application/json' ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
}

function withHeader(response: Response, name: string, value: string): Response {
  response.headers.set(name, value);
  return response;
}
