/** Which login on GitHub a person on Discord has: what `GITHUB_LOGINS` holds. */
import * as z from 'zod/mini';
import { jsonSetting } from './json-setting.ts';

/** Login by the id on Discord. */
export type GitHubLogins = Readonly<Record<string, string>>;

/** A function's settings have 4 KB of room together. */
const MOST = 40;

const id = z.string().check(z.regex(/^\d{1,20}$/));
const login = z.string().check(z.regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/));

export const gitHubLogins = jsonSetting(
  z.record(id, login).check(z.refine((logins) => Object.keys(logins).length <= MOST)),
  `must be JSON such as {"80351110224678912":"mara-k"}, of at most ${MOST} people`,
);
