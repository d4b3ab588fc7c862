import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'credentials', rootDir: import.meta.dirname };
