/** A message as a snapshot keeps it: what differs from run to run gets a name. */

const NAMES: readonly [RegExp, string][] = [
  [/http:\/\/127\.0\.0\.1:\d+/g, 'https://github.example'],
  [/\b24100\d{5}\b/g, '<run>'],
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>'],
  [/\b(deploy|diagnose|verify|plan)-[0-9a-z]{10}\b/g, '$1-<id>'],
  [/\b[0-9a-f]{40}\b/g, '<sha>'],
  [/`[0-9a-f]{7}`/g, '`<sha>`'],
  [/(correlation id `)[0-9a-f]{8}`/g, '$1<id>`'],
  [/\b\d+ ms\b/g, '<n> ms'],
  [/<t:\d+:R>/g, '<ago>'],
  [/<t:\d+:f>/g, '<moment>'],
];

export function legible(text: string): string {
  return NAMES.reduce((named, [pattern, name]) => named.replace(pattern, name), text);
}
