/** What a visitor's browser would see: the frontend's first page, and the API's two answers. */
import { milliseconds, text } from './environment.mjs';
import {
  answeredText,
  connectionProblemText,
  notAnAddressText,
  notConfiguredText,
  wrongStatusText,
  wrongTypeText,
} from './messages.mjs';
import { mask } from './workflow-commands.mjs';

export async function checkFrontend() {
  const base = text('FRONTEND_URL');
  const where = 'the variable FRONTEND_BASE_URL or the input frontend_url';
  if (base === '') return { ok: false, details: notConfiguredText('variable', 'FRONTEND_BASE_URL') };
  const { type, ...result } = await check(base, where);
  const isHtml = /^\s*text\/html\b/i.test(type ?? '');
  return result.ok && !isHtml ? { ...result, ok: false, details: wrongTypeText() } : result;
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
  const where = given === '' ? 'the secret VITE_API_BASE' : 'the input api_base';
  const { type, ...result } = await check(`${(given || secret).replace(/\/+$/, '')}${path}`, where);
  return result;
}

function hide(secret) {
  const host = URL.canParse(secret) ? new URL(secret).host : '';
  for (const part of [secret, secret.replace(/\/+$/, ''), host]) mask(part);
}

/** 200 and nothing else; a redirect is not followed, as it would say nothing of the address that was given. */
async function check(address, where) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!/^https?:$/.test(url?.protocol ?? '') || url.username !== '' || url.password !== '')
    return { ok: false, details: notAnAddressText(where) };
  const started = performance.now();
  try {
    const { status, type } = await get(url);
    const details = status === 200 ? answeredText(status) : wrongStatusText(status, where);
    return { ok: status === 200, details, status, ms: since(started), type };
  } catch (error) {
    return { ok: false, details: connectionProblemText(problemOf(error), where), ms: since(started) };
  }
}

/** The head of the answer is enough: a body that never ends costs nothing. */
async function get(url) {
  const signal = AbortSignal.timeout(milliseconds('VALINE_HTTP_TIMEOUT_MS', 10_000));
  const response = await fetch(url, { redirect: 'manual', signal, headers: { 'user-agent': 'valine-diagnose' } });
  await response.body?.cancel();
  return { status: response.status, type: response.headers.get('content-type') };
}

function since(started) {
  return Math.round(performance.now() - started);
}

function problemOf(error) {
  const code = String(error?.cause?.code ?? '');
  if (error?.name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return 'dns';
  if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return 'tls';
  return code === 'ECONNREFUSED' ? 'refused' : 'other';
}
