import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'decision', rootDir: import.meta.dirname };
