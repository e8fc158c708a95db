import { expect, it } from 'vitest';
import { coAuthorsOf, coAuthorTrailer } from './co-authors.ts';

it.each(['ada-l', 'ada_acme', 'dependabot[bot]'])('whom a commit of ours names is read back: %s', (login) => {
  expect(coAuthorsOf([`Work\n\n${coAuthorTrailer({ id: 42, login })}`])).toEqual([{ id: 42, login }]);
});

it.each(['users.noreply.acme.ghe.com', 'users.noreply.github.acme.example'])(
  'an address of %s names an account',
  (host) => {
    expect(coAuthorsOf([`Co-authored-by: Ada <42+ada_acme@${host}>`])).toEqual([{ id: 42, login: 'ada_acme' }]);
  },
);

it.each([
  'Co-authored-by: Claude <noreply@anthropic.com>',
  'Co-authored-by: Ada <ada@users.noreply.github.com>',
  'Reviewed-by: Lin <9+lin@users.noreply.github.com>',
  'Co-authored-by: Ada <42+ada@users.noreply.github.com> and others',
])('no account is named by %s', (line) => expect(coAuthorsOf([line])).toEqual([]));
