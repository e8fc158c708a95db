/** What `valine switch` says. */
import { SWITCHES, type SwitchName, type SwitchVerdict } from '@valine/records';

export function switchedMessage(name: SwitchName, isRestricted: boolean, verdict: SwitchVerdict): string {
  const is = verdict === 'already' ? 'was so already' : 'holds within a minute';
  if (name === 'pause')
    return isRestricted
      ? `Everything is paused: ${is}. What is under way waits, or is followed to its end.`
      : `Nothing is paused: ${is}. What waited goes on within a quarter of an hour.`;
  return isRestricted
    ? `${name} is ${SWITCHES[name].restricts}, whatever is configured: ${is}.`
    : `${name} is as it is configured: ${is}.`;
}

export function chooseOneMessage(): string {
  return 'Say which it is to be: --on or --off.';
}

export function reasonMissingMessage(): string {
  return 'Say why: --reason "…". People who are refused read it, and it stands in the audit.';
}
