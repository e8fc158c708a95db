/** When something by the clock was due. */
import * as z from 'zod/mini';

/** `2026-11-30T20:00:00Z`, as EventBridge Scheduler writes it. */
export const Slot = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/));
