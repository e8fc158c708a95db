/** HTTP as the routes see it; `lambda.ts` translates from and to AWS. */

export type HttpRequest = {
  method: string;
  path: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  /** As it came over the wire: signatures are over bytes. */
  body: Uint8Array;
};

export type HttpResponse = { status: number; headers: Record<string, string>; body: string };

export function json(status: number, value: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON in a body, or undefined where it is none. JSON is UTF-8, so bytes that are not are no JSON either. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}
