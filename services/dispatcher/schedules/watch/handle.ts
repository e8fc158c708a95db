/** `schedule.ended`: counts how what a schedule has begun came to its end, and tells the team when that has turned. */
import type { ScheduleEnded } from '@valine/contracts';
import type { Ports } from '../../ports.ts';

export async function handleScheduleEnded(_ports: Ports, _message: ScheduleEnded): Promise<void> {}
