import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'policy-cases', rootDir: import.meta.dirname };
