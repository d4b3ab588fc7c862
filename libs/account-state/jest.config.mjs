import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'account-state', rootDir: import.meta.dirname };
