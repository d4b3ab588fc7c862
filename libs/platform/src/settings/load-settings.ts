import { wholeNumber } from './setting.js';
import type { SettingKey, SettingValues } from './settings-table.js';
import { settingGroups, settingNeeds, settingsTable } from './settings-table.js';

/** The process must not start: one line per wrong setting, each with what to do. Values are never repeated. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** What a process was started with. */
export interface Settings extends SettingValues {
  /** Raised quotas by their setting suffix, `USERS_PER_ACCOUNT`. */
  readonly quotas: Readonly<Record<string, number>>;
}

const prefix = 'GRANTLOG_';
const quotaPrefix = `${prefix}QUOTA_`;

/**
 * Reads every `GRANTLOG_*` variable. An empty value counts as unset.
 *
 * @param quotaNames the suffixes that `GRANTLOG_QUOTA_…` may have.
 * @throws SettingsError for an unknown name, a malformed value, or part of a group; all problems at once.
 */
export function loadSettings(
  environment: Readonly<Record<string, string | undefined>>,
  quotaNames: readonly string[],
): Settings {
  const given = Object.entries(environment)
    .filter(([name, value]) => name.startsWith(prefix) && value !== undefined && value !== '')
    .map(([name, value]) => [name, value ?? ''] as const);
  const problems: string[] = [];
  const values: Partial<Record<SettingKey, unknown>> = {};
  const quotas: Record<string, number> = {};
  for (const [name, value] of given) {
    const key = keyOf(name);
    const quota = name.slice(quotaPrefix.length);
    attempt(name, problems, () => {
      if (key !== undefined) values[key] = settingsTable[key].read(value);
      else if (name.startsWith(quotaPrefix) && quotaNames.includes(quota))
        quotas[quota] = wholeNumber(1)(value);
      else throw new Error('is not a setting of grantlog: remove it or correct its name');
    });
  }
  problems.push(...incompleteGroups(values), ...unmetNeeds(values));
  if (problems.length > 0) throw new SettingsError(problems);
  return { ...(values as SettingValues), quotas };
}

function keyOf(name: string): SettingKey | undefined {
  const keys = Object.keys(settingsTable) as SettingKey[];
  return keys.find((key) => settingsTable[key].name === name);
}

function attempt(name: string, problems: string[], read: () => void): void {
  try {
    read();
  } catch (error) {
    problems.push(`${name} ${error instanceof Error ? error.message : String(error)}`);
  }
}

function incompleteGroups(values: Partial<Record<SettingKey, unknown>>): readonly string[] {
  return settingGroups.flatMap((group) => {
    const missing = group.filter((key) => values[key] === undefined);
    if (missing.length === 0 || missing.length === group.length) return [];
    const set = group.filter((key) => !missing.includes(key));
    const names = (keys: readonly SettingKey[]) => keys.map((key) => settingsTable[key].name).join(' and ');
    return [`${names(set)} is set without ${names(missing)}: set all of them or none`];
  });
}

function unmetNeeds(values: Partial<Record<SettingKey, unknown>>): readonly string[] {
  return settingNeeds.flatMap(([key, needed]) => {
    const isMet = values[needed] !== undefined && values[needed] !== false;
    if (values[key] === undefined || isMet) return [];
    return [`${settingsTable[key].name} is set without ${settingsTable[needed].name}: set both or neither`];
  });
}
