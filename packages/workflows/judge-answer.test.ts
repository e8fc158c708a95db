import { describe, expect, it } from 'vitest';
import { apiFault, isBinary, pageFault, refusalOf } from './.github/valine/lib/judge-answer.mjs';

const JSON_TYPE = 'application/json; charset=utf-8';
const PAGE = '<!doctype html><html><head><title>Shop</title></head><body><div id="root"></div></body></html>';

describe('an answer of 200 is one of an API', () => {
  it.each([
    ['JSON', JSON_TYPE, '{"ok":true}'],
    ['JSON that speaks of HTML', JSON_TYPE, '{"text":"<!doctype html><b>bold</b>"}'],
    ['JSON that is called so twice', 'application/json, application/json; charset=utf-8', '{}'],
    ['JSON by an old name', 'text/json', '[]'],
    ['JSON of a kind of its own', 'Application/Health+JSON', '{}'],
    ['bare words that API Gateway calls JSON', 'application/json', 'Hello from Lambda!'],
    ['a word', 'text/plain', 'OK'],
    ['a word that a framework calls a web page', 'text/html; charset=utf-8', 'OK'],
  ])('with %s', (_, type, text) => {
    expect(apiFault({ type, text })).toBeUndefined();
  });

  it.each([
    ['a web page', 'text/html', PAGE, 'page'],
    ['a web page that is called JSON', JSON_TYPE, `\n${PAGE}`, 'page'],
    ['a web page that is called text', 'text/plain', `<!-- built -->\n${PAGE}`, 'page'],
    ['a piece of a web page that is called text', 'text/plain', '<div id="root"></div>', 'page'],
    ['a web page as XML', 'text/plain', '<?xml version="1.0"?>\n<html xmlns="x">', 'page'],
    ['a web page without a type', null, PAGE, 'page'],
    ['a piece of a web page', 'text/html', '<h1>OK</h1>', 'page'],
    ['nothing', JSON_TYPE, '', 'blank'],
    ['blanks', 'text/plain', ' \r\n', 'blank'],
    ['half of its JSON', JSON_TYPE, '{"ok":', 'broken_json'],
    ['XML that is called JSON', JSON_TYPE, '<Error/>', 'broken_json'],
    ['JSON that is called a web page', 'text/html', '{"ok":true}', 'type'],
    ['a picture', 'image/png', 'x', 'type'],
    ['no type', undefined, '{"ok":true}', 'type'],
  ])('but not with %s', (_, type, text, fault) => {
    expect(apiFault({ type, text })).toBe(fault);
  });
});

it.each([
  ['a page', 'text/html', PAGE, undefined],
  ['a page without a type', '', PAGE, undefined],
  ['XHTML', 'application/xhtml+xml', '<html xmlns="http://www.w3.org/1999/xhtml"/>', undefined],
  ['nothing', 'text/html', '', 'blank'],
  ['a word', 'text/html', 'ok: 1 < 2', 'blank'],
  ['a page of another type', 'text/plain', PAGE, 'type'],
  ['bytes', 'application/octet-stream', PAGE, 'type'],
])('%s as a page of the frontend', (_, type, text, fault) => {
  expect(pageFault({ type, text })).toBe(fault);
});

it.each([
  ['MissingAuthenticationTokenException', '{"message":"Missing Authentication Token"}', 'no_route'],
  [null, '{"message":"Missing Authentication Token"}', 'no_route'],
  ['ForbiddenException', '{"message":"Forbidden"}', 'gateway'],
  [null, '{"message":"Forbidden"}', 'gateway'],
  ['AccessDeniedException', '{"Message":"Forbidden"}', undefined],
  ['UnauthorizedException', '{"message":"Unauthorized"}', undefined],
  [null, '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'other'],
  [null, '{"message":null}', undefined],
  [null, undefined, undefined],
])('a 403 of %s with %s is one of %s', (errorType, text, refusal) => {
  expect(refusalOf({ status: 403, errorType, text })).toBe(refusal);
  expect(refusalOf({ status: 401, errorType, text })).toBeUndefined();
});

it('packed bytes are told from text', () => {
  expect(['Grüße\r\n\t', '\u001f\uFFFD\b', '\0'].map(isBinary)).toEqual([false, true, true]);
});

it.each([
  ['comments', '<!---->'.repeat(100_000)],
  ['blanks', ' '.repeat(1_000_000)],
  ['tags', '<'.repeat(1_000_000)],
])('%s without end take no time', (_, text) => {
  expect(pageFault({ type: null, text })).toBe('type');
  expect(apiFault({ type: 'text/html', text })).toBe({ comments: 'page', blanks: 'blank' }[_]);
});
