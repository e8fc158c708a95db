/** The small page on 127.0.0.1: it shows the steps, asks the questions, and takes what GitHub leads back with. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'node:querystring';
import type { Question, Step } from '../decide/step.ts';
import { appMadePage, manifestPage, stepsPage } from './page-html.ts';

type OpenForm = { question?: Question; problem?: string; step?: Step; answer(form: URLSearchParams): void };
type Manifest = { formUrl: string; manifest: object; state: string; back(code: string): void };

const MAXIMUM_FORM = 65_536;

export type LocalPage = {
  /** With the key in it: who does not know it sees nothing. */
  url: string;
  show(steps: readonly Step[]): void;
  say(text: string): void;
  ask(question: Question, problem?: string): Promise<string | undefined>;
  wait(step: Step): Promise<'done' | 'later'>;
  makeApp(formUrl: string, manifestFor: (redirectUrl: string) => object): Promise<string>;
  close(): Promise<void>;
};

/** `key`: what nobody can guess; it stands in the address. `goOn`: where the person goes on once there is an App. */
export async function openLocalPage(key: string, goOn: 'page' | 'terminal' = 'page'): Promise<LocalPage> {
  let shown: readonly Step[] = [];
  const said: string[] = [];
  let asked: OpenForm | undefined;
  let making: Manifest | undefined;
  const server = createServer((request, response) => void handle(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}/${key}/`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = new URL(request.url ?? '/', `http://${host}`);
    // Another name for this machine would let a page of the internet read this one.
    if (request.headers.host !== host || !at.pathname.startsWith(`/${key}/`)) return end(response, 404, 'Not found');
    const what = at.pathname.slice(key.length + 2);
    if (request.method === 'POST' && what === 'answer') return takeAnswer(request, response);
    if (request.method !== 'GET') return end(response, 405, 'Not allowed');
    if (what === 'app' && making !== undefined) return end(response, 200, manifestPage(making));
    if (what === 'back') return takeCode(at, response);
    return end(response, 200, stepsPage({ steps: shown, said, asked, isMaking: making !== undefined }));
  }

  async function takeAnswer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = request.headers.origin;
    if (origin !== undefined && origin !== `http://${host}`) return end(response, 403, 'Another page may not answer');
    const form = new URLSearchParams(await readForm(request));
    const current = asked;
    asked = undefined;
    current?.answer(form);
    response.writeHead(303, { location: url }).end();
  }

  function takeCode(at: URL, response: ServerResponse): void {
    const [code, state] = [at.searchParams.get('code'), at.searchParams.get('state')];
    if (making === undefined || code === null || state !== making.state) {
      end(response, 400, 'GitHub was not asked for this');
      return;
    }
    // The terminal closes this server as soon as it has the code.
    response.once('close', making.back.bind(undefined, code));
    making = undefined;
    end(response, 200, appMadePage(goOn));
  }

  return {
    url,
    show(steps) {
      shown = steps;
    },
    say: (text) => void said.push(text),
    ask: (question, problem) =>
      new Promise((resolve) => {
        const answer = (form: URLSearchParams) => {
          const text = form.getAll('answer').filter(Boolean).join(',');
          resolve(form.has('leave') || text === '' ? undefined : text);
        };
        asked = { question, answer, ...(problem !== undefined && { problem }) };
      }),
    wait: (step) =>
      new Promise((resolve) => {
        asked = { step, answer: (form) => resolve(form.has('leave') ? 'later' : 'done') };
      }),
    makeApp: (formUrl, manifestFor) =>
      new Promise((resolve) => {
        const manifest = manifestFor(`${url}back`);
        making = { formUrl: `${formUrl}?${stringify({ state: key })}`, manifest, state: key, back: resolve };
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function end(response: ServerResponse, status: number, body: string): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  };
  response.writeHead(status, headers).end(body);
}

async function readForm(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MAXIMUM_FORM) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
