import { requireSettings } from './require-settings.js';

describe('settings that a process needs', () => {
  it('are handed on when they are there', () => {
    const settings = { redisUrl: 'redis://127.0.0.1', quotas: {} };
    expect(requireSettings(settings, 'projection-service', ['redisUrl']).redisUrl).toBe('redis://127.0.0.1');
  });

  it('are all named when they are missing', () => {
    expect(() => requireSettings({ quotas: {} }, 'projection-service', ['databaseUrl', 'redisUrl'])).toThrow(
      /GRANTLOG_DATABASE_URL is needed by projection-service.*\n.*GRANTLOG_REDIS_URL/,
    );
  });
});
