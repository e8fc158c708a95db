/** The beginning of a text that a refusal quotes: `most` characters, the `…` of a cut one among them. No character is halved. */
export function shortText(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
