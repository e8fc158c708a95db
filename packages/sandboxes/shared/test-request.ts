/** One HTTP request of a test, and what was answered. */

// biome-ignore lint/suspicious/noExplicitAny: tests look at JSON as it comes
export type ApiResponse = { status: number; headers: Headers; json: any };

/** `body`: sent as JSON unless it is a text or a form. Redirects are not followed. */
export async function request(
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<ApiResponse> {
  const asItIs = body === undefined || typeof body === 'string' || body instanceof FormData;
  const sent = asItIs ? body : JSON.stringify(body);
  const response = await fetch(url, { method, headers, redirect: 'manual', ...(sent !== undefined && { body: sent }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) };
}
