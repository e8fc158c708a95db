/** What each act is given, and the notes that it leaves. */
import type { Notes, Ports, Values, Wanted } from '../decide/ports.ts';

export type Doing = { ports: Ports; wanted: Wanted; values: Values };

/** Changes the notes. */
export function note(ports: Pick<Ports, 'notes'>, change: Partial<Notes>): void {
  ports.notes.write({ ...ports.notes.read(), ...change });
}
