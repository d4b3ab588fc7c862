import { versionOf } from '../report.mjs';
import { benchFolder, installPeers } from './install.mjs';

const known = {
  casbin: {
    package: 'casbin',
    load: async (...given) => (await import('./casbin.mjs')).loadCasbin(...given),
  },
  'cedar-wasm whole': {
    package: '@cedar-policy/cedar-wasm',
    load: async (...given) => (await import('./cedar.mjs')).loadCedarWhole(...given),
  },
  'cedar-wasm sliced': {
    package: '@cedar-policy/cedar-wasm',
    load: async (...given) => (await import('./cedar.mjs')).loadCedarSliced(...given),
  },
};

/** The peers that decide in this process, installed; `chosen` narrows them by the beginning of their names. */
export async function peersInProcess({ peers: chosen }) {
  const names = Object.keys(known).filter((name) => chosen?.some((each) => name.startsWith(each)) ?? true);
  if (names.length > 0) installPeers();
  return names.map((name) => ({
    name,
    version: versionOf(benchFolder, known[name].package),
    load: known[name].load,
  }));
}
