/** A look that every sweep takes. A new one is a function of this type and a line in `looks.ts`. */
import type { Message, QueueName } from '@valine/contracts';
import type { Sweep, Waiting } from '@valine/records';
import type { Ports } from '../ports.ts';

export type Finding = {
  /** `queue.notify.dead-letters`: what is looked at. */
  check: string;
  is: 'good' | 'bad';
  /** What is wrong, as a title, and what mends it: a sentence each. */
  says?: string;
  mend?: string;
  /** Section of docs/operations.md. */
  section?: string;
  /** Where people see it. */
  links?: readonly { label: string; url: string }[];
  /** Whoever has found it has waited already: it counts at once. */
  isSettled?: boolean;
  /** While it lasts it is told anew, by a message of its own, after so long. */
  againAfterMs?: number;
  /** Told once besides, and not edited again. `of`: what makes it another one. */
  news?: readonly { of: string; message: Message }[];
  /** Names of the notification rules, where they are not those that the look before knew. */
  rules?: readonly string[];
  /** Parked effects that the sweep need not keep in mind any more. */
  forgets?: readonly Waiting[];
  /** Parked effects that it is to keep in mind instead: there had been no room for them. */
  recalls?: readonly Waiting[];
};

/** `last`: the record as the sweep before has left it. */
export type Due = { slotAt: number; last: Sweep | undefined };

/** A thing that it could not see is not among its findings. A chore finds nothing. */
export type Look = { name: string; look(ports: Ports, due: Due): Promise<readonly Finding[]> };

/** Dead letters of a queue are seen twice, by the sweep and by an alarm: what one of them has told, the other does not tell again. */
export function deadLetterChecks(queue: QueueName): { counted: string; rings: string } {
  return { counted: `queue.${queue}.dead-letters`, rings: `alarm.${queue}-dead-letters` };
}

export function isTold(record: Sweep | undefined, check: string): boolean {
  return record?.checks[check]?.told === 'bad';
}
