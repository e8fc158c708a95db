/** What people typed stays what they typed: no link, no mention, no markup, wherever we show it. */
import { describe, expect, it } from 'vitest';
import { codeSpan, plainText, refusalMessage } from './plain-text.ts';
import { tooManyCommandsMessage, tooManyPressesMessage } from './too-many-messages.ts';

/** As Discord draws it: a backslash before a sign makes it an ordinary one. */
const drawn = (text: string) => text.replaceAll(/\\([^\w\s]|_)/g, '$1').replaceAll('\u200b', '');

describe('plain text', () => {
  it.each([
    ['a masked link', '[free](https://evil.example)', '\\[free\\](https:\\//evil.example)'],
    ['a bare link', 'see https://evil.example', 'see https:\\//evil.example'],
    ['an invitation', 'join discord.gg/abc', 'join discord\\.gg/abc'],
    ['everyone', 'hi @everyone', 'hi @\u200beveryone'],
    ['a person', '<@123> and <@&4>', '\\<@\u200b123\\> and \\<@\u200b&4\\>'],
    ['a channel', '<#5>', '\\<#5\\>'],
    ['code and emphasis', '`a` *b* _c_ ~~d~~ ||e||', '\\`a\\` \\*b\\* \\_c\\_ \\~\\~d\\~\\~ \\|\\|e\\|\\|'],
    ['a heading', '# big', '\\# big'],
    ['small print', '-# small', '\\-# small'],
    ['a list', '1. first', '1\\. first'],
    ['a backslash that would free the next sign', '\\[x]', '\\\\\\[x\\]'],
  ])('keeps %s from working, and shows it as typed', (_, typed, text) => {
    expect(plainText(typed)).toBe(text);
    expect(drawn(plainText(typed))).toBe(typed);
  });

  it('stays on one line, in one direction', () => {
    expect(plainText(' a\r\n# b\u2028\u202ec\u0000 ')).toBe('a # b c');
  });

  it('leaves ordinary words alone', () => {
    const title = "Show the customer's e-mail: 3.5 € off, C++ & #12";
    expect(plainText(title)).toBe(title);
  });
});

describe('a code span', () => {
  it('cannot be ended from within', () => {
    expect(codeSpan('a`b\n`@everyone')).toBe("`a'b '@everyone`");
  });

  it('cannot fill the message, and halves no character', () => {
    expect(codeSpan('🐎'.repeat(50), 5)).toBe('`🐎🐎…`');
  });

  it('of nothing is still one', () => {
    expect(codeSpan(' ')).toBe('` `');
  });
});

it('a refusal has a sentence and a code', () => {
  expect(refusalMessage('run_not_found', 'There is no such run.')).toEqual({
    content: '🔴 There is no such run.\n-# reason_code: run_not_found',
    buttons: [],
  });
});

it('a command that comes too often is refused with when to try again', () => {
  expect(
    tooManyCommandsMessage('diagnose', { perMinute: 20, retryAt: 1_760_000_000_000 }).content,
  ).toMatchInlineSnapshot(`
    "🔴 Nothing was started: one person may give \`/diagnose\` 20 times a minute. Try again <t:1760000000:R>.
    -# reason_code: too_many_commands"
  `);
});

it('and so are presses', () => {
  expect(tooManyPressesMessage({ perMinute: 60, retryAt: 1_760_000_000_000 }).content).toMatchInlineSnapshot(`
    "🔴 Nothing was done: one person may press 60 times a minute. Try again <t:1760000000:R>.
    -# reason_code: too_many_presses"
  `);
});
