import { propertiesEnvironment, propertiesText } from './broker-properties.js';

const properties = { 'node.id': '1', 'a_b.c-d': String.raw`C:\kafka` };

describe('the settings of a broker', () => {
  it('are a file of properties', () => {
    expect(propertiesText(properties)).toBe('node.id=1\na_b.c-d=C:\\\\kafka\n');
  });

  it('are variables of the official image', () => {
    expect(propertiesEnvironment(properties)).toEqual({
      KAFKA_NODE_ID: '1',
      KAFKA_A__B_C___D: String.raw`C:\kafka`,
    });
  });
});
