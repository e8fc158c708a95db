/** Enters in the audit what a schedule has begun, once for each slot. */

import type { AuditFacts } from '@valine/records';
import type { Ports } from '../../ports.ts';
import type { Given } from '../slot/decide.ts';
import { actorOf } from '../slot/notifications.ts';

export async function enterAudit(
  ports: Ports,
  { entry, slot, channelId }: Given,
  { what, about, reasonCode }: Pick<AuditFacts, 'what' | 'about' | 'reasonCode'>,
): Promise<void> {
  await (await ports.audit()).recordSchedule(ports, slot.id, {
    what,
    person: { name: actorOf(entry).name },
    place: { channelId },
    options: {},
    outcome: reasonCode === undefined ? 'done' : 'refused',
    ...(about !== undefined && { about }),
    ...(reasonCode !== undefined && { reasonCode }),
    askedAt: slot.at,
  });
}
