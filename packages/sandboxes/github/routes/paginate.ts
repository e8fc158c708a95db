/** Pages of a list, with GitHub's `Link` header. */
import type { Context } from 'hono';

const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

/** `name`: where the list stands in an object beside its count. */
export function paginate<T, V>(c: Context, all: readonly T[], view: (item: T) => V, name?: string): Response {
  const perPage = Math.min(numberOf(c.req.query('per_page'), DEFAULT_PER_PAGE), MAX_PER_PAGE);
  const page = numberOf(c.req.query('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const links = linksOf(page, last).map(([rel, target]) => `<${withPage(c, target)}>; rel="${rel}"`);
  if (links.length > 0) c.header('Link', links.join(', '));
  const shown = all.slice((page - 1) * perPage, page * perPage).map(view);
  return c.json(name === undefined ? shown : { total_count: all.length, [name]: shown });
}

function numberOf(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

function linksOf(page: number, last: number): [rel: string, page: number][] {
  const links: [string, number][] = [];
  if (page > 1) links.push(['prev', page - 1]);
  if (page < last) links.push(['next', page + 1], ['last', last]);
  if (page > 1) links.push(['first', 1]);
  return links;
}

function withPage(c: Context, page: number): string {
  const url = new URL(c.req.url);
  url.searchParams.set('page', String(page));
  return url.href;
}
