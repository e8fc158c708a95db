/** A `fetch` that sends no secret of ours in a body, whoever put it there. Headers authorise, and addresses name: they stay. */
import type { Hide } from '../masking/create-hide.ts';

type Fetch = typeof globalThis.fetch;
type Body = NonNullable<RequestInit['body']>;

export function hidingFetch(fetch: Fetch, hide: Hide): Fetch {
  return (input, init) => fetch(input, init?.body ? { ...init, body: hidden(init.body, hide) } : init);
}

/** Clients of ours send texts, and forms with files. */
function hidden(body: Body, hide: Hide): Body {
  if (typeof body === 'string') return hide(body);
  if (!(body instanceof FormData)) return body;
  const form = new FormData();
  for (const [name, part] of body) {
    if (typeof part === 'string') form.append(name, hide(part));
    else form.append(name, part, part.name);
  }
  return form;
}
