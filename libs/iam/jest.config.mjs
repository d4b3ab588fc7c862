import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'iam', rootDir: import.meta.dirname };
