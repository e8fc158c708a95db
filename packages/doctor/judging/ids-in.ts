/** The ids of a setting that lists them. */
export function idsIn(setting: string | undefined): string[] {
  return (setting ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
