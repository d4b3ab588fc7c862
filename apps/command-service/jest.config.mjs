import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'command-service', rootDir: import.meta.dirname };
