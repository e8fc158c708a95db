/** An HTTP endpoint that keeps what it was sent and answers as a test says. */
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { serve } from './serve.ts';

export type Received = { headers: Record<string, string>; body: string };
export type Receiver = {
  url: string;
  received: Received[];
  answer: (request: Received) => Response | Promise<Response>;
};

export async function testReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const receiver: Receiver = { url: '', received, answer: () => new Response('', { status: 200 }) };
  const app = new Hono();
  app.post('/', async (c) => {
    const request = { headers: c.req.header(), body: await c.req.text() };
    received.push(request);
    return receiver.answer(request);
  });
  const served = await serve(app, 0);
  onTestFinished(served.close);
  receiver.url = `${served.url}/`;
  return receiver;
}
