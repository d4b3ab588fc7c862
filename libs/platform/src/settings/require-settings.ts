import { SettingsError, type Settings } from './load-settings.js';
import { type SettingKey, settingsTable } from './settings-table.js';

/** Settings of which some are certainly there. */
export type With<K extends SettingKey> = Settings & { readonly [Key in K]-?: NonNullable<Settings[Key]> };

/**
 * The settings, for a process that cannot run without some of them.
 *
 * @param role the name of the process, for the message
 * @throws SettingsError that names every one that is missing
 */
export function requireSettings<K extends SettingKey>(
  settings: Settings,
  role: string,
  keys: readonly K[],
): With<K> {
  const problems = keys
    .filter((key) => settings[key] === undefined)
    .map((key) => `${settingsTable[key].name} is needed by ${role}: ${settingsTable[key].meaning}`);
  if (problems.length > 0) throw new SettingsError(problems);
  return settings as With<K>;
}
