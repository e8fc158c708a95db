/** In which channels a command is taken, and from which roles: what `COMMAND_ACCESS` holds. It narrows what others let pass. */
import * as z from 'zod/mini';
import { jsonSetting } from './json-setting.ts';

/** Ids; what is absent is not asked about. */
export type CommandAccess = Readonly<Record<string, { channels?: string[] | undefined; roles?: string[] | undefined }>>;

const ids = z.array(z.string().check(z.regex(/^\d{1,20}$/))).check(z.minLength(1));
const allowed = z.strictObject({ channels: z.optional(ids), roles: z.optional(ids) });

export const commandAccess = jsonSetting<CommandAccess>(
  z.record(z.string(), allowed),
  'must be JSON such as {"deploy-client":{"channels":["80351110224678912"],"roles":["41771983423143936"]}}',
);
