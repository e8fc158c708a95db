/** Breakages of what admins set (which value stands in the end, who may have it set, where it can be read), and of what they are told of the set-up. */
import type { Mutant } from '../mutant.ts';

const ADMIN = 'services/dispatcher/admin';
const DECIDE = `${ADMIN}/set/decide.ts`;
const RULES = `${ADMIN}/record/setting-rules.ts`;
const SECRET = 'services/dispatcher/effects/kinds/set-secret.ts';

export const ADMIN_MUTANTS: readonly Mutant[] = [
  {
    name: 'a newer value does not wait for an older one that may still land',
    why: 'the site talks to an API that somebody has just replaced',
    file: DECIDE,
    replace: 'const inDoubt = setting.effects.filter(isInDoubt);',
    by: 'const inDoubt = setting.effects.slice(0, 0);',
    family: 'admin',
    odds: { late: 0.3 },
    seeds: 420,
  },
  {
    name: 'that a value took two tries is forgotten',
    why: 'the first of them lands after the next value',
    file: RULES,
    replace: 'return epoch > 1 ? (parked?.at ?? now) + QUARANTINE_MS : 0;',
    by: 'return epoch > 1 && parked?.at === now ? QUARANTINE_MS : 0;',
    family: 'admin',
    odds: { late: 0.5 },
    seeds: 3000,
  },
  {
    name: 'a value that was replaced is tried again',
    why: 'the older value takes the place of the newer one',
    file: DECIDE,
    replace: 'if (!isInDoubt(effect)) return effect;',
    by: "if (effect.kind !== '') return effect;",
    family: 'admin',
  },
  {
    name: 'a worker that was frozen while it read the key sets the secret late',
    why: 'an older value takes the place of a newer one',
    file: SECRET,
    replace: '    assertInTime();\n',
    by: '',
    family: 'admin',
    odds: { 'freeze-after': 0.15 },
    seeds: 750,
  },
  {
    name: 'a key that GitHub has changed needs an operator',
    why: 'nobody can set a secret for as long as the old key is sealed for',
    file: SECRET,
    replace: 'failure.status === KEY_CHANGED\n',
    by: 'failure.status === KEY_CHANGED + 1000\n',
    family: 'admin',
  },
  {
    name: 'a value is set without confirm',
    why: 'a slip of the finger and the old secret is gone',
    file: `${ADMIN}/set/handle.ts`,
    replace: 'if (options.confirm !== true)',
    by: "if (options.confirm === 'never')",
    family: 'admin',
  },
  {
    name: 'a value stays in the record',
    why: 'what was set weeks ago can still be opened there',
    file: `${ADMIN}/record/without-value.ts`,
    replace: 'return { ...effect, params };',
    by: 'return { ...effect, params: { ...params, ...effect.params } };',
    family: 'admin',
  },
  {
    name: 'a value travels in the clear',
    why: 'whoever can read the queue knows it',
    file: 'services/ingress/discord/decide.ts',
    replace:
      "if (option?.kind === 'text' && option.secret) secrets[name] = String(value);\n    else plain[name] = value;",
    by: "if (option?.kind === 'text' && option.secret) secrets[name] = String(value);\n    plain[name] = value;",
    family: 'admin',
  },
  {
    name: 'what has turned is sent by the look that has seen it alone',
    why: 'a function that ends in between has the team never hear of it',
    file: 'services/dispatcher/set-up/handle.ts',
    replace: 'if (record !== undefined) await flushOutbox(ports, record);',
    by: 'if (record !== undefined && verdict.length > 0) await flushOutbox(ports, record);',
    family: 'set-up',
    odds: { 'crash-before': 0.1, 'crash-after': 0.1 },
    seeds: 30,
  },
  {
    name: 'a pause stands against commands alone',
    why: 'what was under way goes on changing things while everything is paused',
    file: 'packages/effects/attempt-effect.ts',
    replace: 'if (hold !== undefined) return',
    by: 'if (hold === null) return',
    family: 'ops',
    seeds: 90,
  },
  {
    name: 'what is switched off is known for ten minutes',
    why: 'a pause holds long after somebody has paused everything',
    file: 'services/dispatcher/operations/switches/switches.ts',
    replace: 'at - known.at < KNOWN_MS',
    by: 'at - known.at < 10 * KNOWN_MS',
    family: 'ops',
    odds: { 'crash-before': 0, 'crash-after': 0, 'freeze-before': 0, 'freeze-after': 0, 'message-twice': 0.3 },
    seeds: 60,
  },
];
