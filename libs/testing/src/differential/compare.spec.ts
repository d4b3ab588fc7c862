import { evaluate } from '@grantlog/policy';
import { principals } from '../generate/principals.js';
import type { LayersJson } from '../generate/world.js';
import { evaluationRequest, verdict } from './compare.js';
import { loadLayers } from './load-layers.js';

const request = { action: 's3:GetObject', resource: '*', context: {} };
const allowing: LayersJson = {
  identity: [{ Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] }] }],
};

describe('the comparison', () => {
  it('names the statements by layer and place', () => {
    expect(verdict({ principal: principals.user, layers: allowing, request })).toEqual({
      expected: { decision: 'Allow', determining: ['identity/0/Statement/0'] },
    });
  });

  it('has nothing to say about documents that are not policies', () => {
    const layers = { identity: [{ Statement: [] }] };

    expect(verdict({ principal: principals.user, layers, request })).toBeUndefined();
    expect(() => loadLayers(layers)).toThrow(/is not one/u);
  });

  it('asks the evaluator what it asks the oracle', () => {
    const asked = evaluationRequest({ principal: principals.user, ...request });

    expect(evaluate(asked, loadLayers(allowing).compiled).decision).toBe('Allow');
  });
});
