/** The ids of a setting that lists them. */
export function idsIn(setting: string | undefined): string[] {
  return (setting ?? '').split(/[\s,]+/).filter((id) => id !== '');
}
