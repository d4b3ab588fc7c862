import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'decision-api', rootDir: import.meta.dirname };
