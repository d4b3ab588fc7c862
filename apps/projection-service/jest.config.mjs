import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'projection-service', rootDir: import.meta.dirname };
