/** Reads settings from names and strings. */
import { parseWith } from './parse-with.ts';
import { type SettingName, type Settings, settings } from './settings.ts';

/** As `parseWith`, of all settings there are. @throws SettingsError */
export function parseSettings<R extends SettingName, O extends SettingName = never>(
  source: Record<string, string | undefined>,
  required: readonly R[],
  optional: readonly O[] = [],
): Pick<Settings, R> & Partial<Pick<Settings, O>> {
  return parseWith(settings, source, required, optional);
}
