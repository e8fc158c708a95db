/** What somebody typed, as inline code that it cannot end. */
import { oneLine } from './one-line.ts';

/** `most`: characters shown, so that it cannot fill the message either. */
export function codeSpan(text: string, most = 100): string {
  const characters = Array.from(oneLine(text).replaceAll('`', "'"));
  const shown = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
  return `\`${shown || ' '}\``;
}
