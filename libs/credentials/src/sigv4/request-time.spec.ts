import { readRequestTime } from './request-time.js';

const headers = (sent: Record<string, string[]>) => new Map(Object.entries(sent));

describe('the time of a request', () => {
  it.each([
    ['X-Amz-Date', { 'x-amz-date': ['20150830T123600Z'] }, 'x-amz-date'],
    [
      'X-Amz-Date before Date',
      { 'x-amz-date': ['20150830T123600Z'], date: ['Mon, 31 Aug 2015 12:36:00 GMT'] },
      'x-amz-date',
    ],
    ['Date in the basic form', { date: ['20150830T123600Z'] }, 'date'],
    ['Date in the form of HTTP', { date: ['Sun, 30 Aug 2015 12:36:00 GMT'] }, 'date'],
  ])('is read from %s', (_, sent, header) => {
    expect(readRequestTime(headers(sent))).toEqual({
      header,
      basic: '20150830T123600Z',
      time: new Date('2015-08-30T12:36:00Z'),
    });
  });

  it.each([
    ['no date', {}],
    ['two dates', { 'x-amz-date': ['20150830T123600Z', '20150830T123600Z'] }],
    ['no value', { 'x-amz-date': [] }],
    ['an empty date', { 'x-amz-date': [''], date: ['20150830T123600Z'] }],
    ['the extended form', { 'x-amz-date': ['2015-08-30T12:36:00Z'] }],
    ['the HTTP form in X-Amz-Date', { 'x-amz-date': ['Sun, 30 Aug 2015 12:36:00 GMT'] }],
    ['a day that does not exist', { 'x-amz-date': ['20150230T123600Z'] }],
    ['hour 24', { 'x-amz-date': ['20150830T240000Z'] }],
    ['month 13', { 'x-amz-date': ['20151330T123600Z'] }],
    ['another zone', { date: ['Sun, 30 Aug 2015 12:36:00 +0200'] }],
    ['the wrong day of the week', { date: ['Mon, 30 Aug 2015 12:36:00 GMT'] }],
    ['text', { date: ['yesterday'] }],
  ])('is refused with %s', (_, sent) => {
    expect(() => readRequestTime(headers(sent))).toThrow(/X-Amz-Date|is not a date/);
  });
});
