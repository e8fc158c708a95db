/** Whether a rule is about something that happened, and if not, the first of its fields that is not. */
import type { Happening } from '@valine/contracts';
import { type NotificationRule, RULE_EVENTS } from '@valine/settings';

/** `wanted`: one of these. `was`: none where GitHub did not tell. */
export type Mismatch = {
  field: 'event' | 'action' | 'branch' | 'label' | 'conclusion' | 'name' | 'actor';
  wanted: readonly string[];
  was: readonly string[];
};

/** What a deployment goes through before it is clear how it went: told only where a rule asks for it. */
const UNDER_WAY = ['queued', 'pending', 'in_progress', 'waiting'];

/** `actor`: login of who did it. Undefined where it matches. */
export function findMismatch(rule: NotificationRule, happening: Happening, actor: string): Mismatch | undefined {
  if (rule.event !== happening.event) return { field: 'event', wanted: [rule.event], was: [happening.event] };
  const asked: [Mismatch['field'], readonly string[] | undefined, readonly (string | undefined)[]][] = [
    ['action', rule.action ?? RULE_EVENTS[rule.event].actions, [happening.action]],
    ['branch', rule.branch, [happening.branch]],
    ['label', rule.label, happening.labels],
    ['conclusion', rule.conclusion ?? endsOf(rule, happening), [happening.conclusion]],
    ['name', rule.name, [happening.name]],
    ['actor', rule.actor, [actor]],
  ];
  for (const [field, wanted, given] of asked) {
    const was = given.filter((value) => value !== undefined);
    if (wanted !== undefined && !was.some((value) => wanted.some((pattern) => covers(pattern, value))))
      return { field, wanted, was };
  }
  return undefined;
}

function endsOf({ event }: NotificationRule, { conclusion = '' }: Happening): readonly string[] | undefined {
  return event === 'deployment_status' && UNDER_WAY.includes(conclusion)
    ? ['success', 'failure', 'error', 'inactive']
    : undefined;
}

/** As GitHub compares most names: upper and lower case are the same. */
function covers(pattern: string, value: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = parts;
  let left = value.toLowerCase();
  if (rest.length === 0) return left === first;
  const last = rest.pop() ?? '';
  if (!left.startsWith(first) || left.length < first.length + last.length || !left.endsWith(last)) return false;
  left = left.slice(first.length, left.length - last.length);
  for (const part of rest) {
    const at = left.indexOf(part);
    if (at < 0) return false;
    left = left.slice(at + part.length);
  }
  return true;
}
