/** What `valine switch` lists. */
import { agoText } from '@valine/contracts';
import { isSwitchName, type Restriction, restrictionOf, SWITCHES } from '@valine/records';
import { tableText } from '../terminal/table.ts';

export function switchesTable(
  restrictions: Readonly<Record<string, Restriction>>,
  { where, now }: { where: string; now: number },
): string {
  const names = [...new Set([...Object.keys(SWITCHES), ...Object.keys(restrictions)])];
  const rows = names.map((name) => {
    const restriction = restrictionOf(restrictions, name);
    if (restriction === undefined) return [name, name === 'pause' ? 'off' : 'as configured', '–', '–', '–'];
    const { by, at, reason } = restriction;
    const who = by.id === undefined ? by.name : `${by.name} (${by.id})`;
    return [name, isSwitchName(name) ? SWITCHES[name].restricts : 'restricted', agoText(at, now), who, reason];
  });
  return [
    `Switches (${where}): each only takes away what the configuration allows.`,
    tableText(['switch', 'is', 'since', 'by', 'why'], rows),
  ].join('\n');
}
