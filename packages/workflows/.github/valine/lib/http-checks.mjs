/** What a visitor's browser would see: the frontend's first page, and the API's two answers. */
import { milliseconds, text } from './environment.mjs';
import { API_BYTES, apiFault, PAGE_BYTES, pageFault, refusalOf } from './judge-answer.mjs';
import {
  answeredText,
  connectionProblemText,
  endlessText,
  notAnAddressText,
  notConfiguredText,
  unreadableText,
  wrongAnswerText,
  wrongStatusText,
} from './messages.mjs';
import { mask } from './workflow-commands.mjs';

export async function checkFrontend() {
  const base = text('FRONTEND_URL');
  if (base === '') return { ok: false, details: notConfiguredText('variable', 'FRONTEND_BASE_URL') };
  return askFrontend(base, 'the variable FRONTEND_BASE_URL or the input frontend_url');
}

export function checkApiHealth() {
  return checkApi('/health');
}

export function checkApiHello() {
  return checkApi('/hello');
}

/** The input comes first; the repository's own base is a secret, and so is every part of it that could be printed. */
async function checkApi(path) {
  const [given, secret] = [text('INPUT_API_BASE'), text('DEFAULT_API_BASE')];
  if (secret !== '') hide(secret);
  if (given === '' && secret === '') return { ok: false, details: notConfiguredText('secret', 'VITE_API_BASE') };
  return askApi(given || secret, path, given === '' ? 'the secret VITE_API_BASE' : 'the input api_base');
}

function hide(secret) {
  const host = URL.canParse(secret) ? new URL(secret).host : '';
  for (const part of [secret, secret.replace(/\/+$/, ''), host]) mask(part);
}

/**
 * `where`: what people can correct.
 * @param {string} base
 * @param {string} where
 * @returns {Promise<{ ok: boolean, details: string, status?: number, ms?: number }>}
 */
export function askFrontend(base, where) {
  return ask({ base, path: '', where, kind: 'frontend' });
}

/**
 * @param {string} base
 * @param {string} path
 * @param {string} where
 * @returns {Promise<{ ok: boolean, details: string, status?: number, ms?: number }>}
 */
export function askApi(base, path, where) {
  return ask({ base, path, where, kind: 'api' });
}

const KINDS = { frontend: { most: PAGE_BYTES, faultIn: pageFault }, api: { most: API_BYTES, faultIn: apiFault } };

/** 200 and nothing else; a redirect is not followed, as it would say nothing of the address that was given. */
async function ask({ base, path, where, kind }) {
  if (!isBase(base)) return { ok: false, details: notAnAddressText(where) };
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  try {
    const answer = await get(path === '' ? base : `${base.replace(/\/+$/, '')}${path}`, KINDS[kind].most);
    const { status } = answer;
    const problem =
      status === 200 ? problemIn(answer, kind, where) : wrongStatusText(kind, status, where, refusalOf(answer));
    return { ok: problem === undefined, details: problem ?? answeredText(status), status, ms: since() };
  } catch (error) {
    return { ok: false, details: connectionProblemText(problemOf(error), where), ms: since() };
  }
}

/** What stands behind a `?` or `#` would take in the path that is added, and another answer would be judged. */
function isBase(base) {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  return /^https?:$/.test(url?.protocol ?? '') && url.username === '' && url.password === '' && !/[?#]/.test(base);
}

function problemIn(answer, kind, where) {
  if (answer.text === undefined) return endlessText();
  const fault = KINDS[kind].faultIn(answer);
  if (fault === 'binary') return unreadableText(answer.coding);
  return fault === undefined ? undefined : wrongAnswerText(kind, fault, where);
}

/** `text` is undefined where there is more than `most` bytes of it. A status that is wrong stands for itself. */
async function get(address, most) {
  const signal = AbortSignal.timeout(milliseconds('VALINE_HTTP_TIMEOUT_MS', 10_000));
  const response = await fetch(address, { redirect: 'manual', signal, headers: { 'user-agent': 'valine-diagnose' } });
  const { status, headers } = response;
  const reading = readText(response.body ?? [], most);
  return {
    status,
    type: headers.get('content-type'),
    coding: headers.get('content-encoding'),
    errorType: headers.get('x-amzn-errortype'),
    text: await (status === 200 ? reading : reading.catch(() => '')),
  };
}

async function readText(body, most) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (bytes > most) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function problemOf(error) {
  const code = String(error?.cause?.code ?? '');
  if (error?.name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return 'dns';
  if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return 'tls';
  // How zlib, brotli and zstd call it.
  if (/^Z_|^ERR_(?:_ERROR|BROTLI|ZSTD)|^ZSTD_/.test(code)) return 'coding';
  return code === 'ECONNREFUSED' ? 'refused' : 'other';
}
