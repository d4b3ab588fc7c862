import { acceptChangeFeed } from '../../acceptance/change-feed.fixture.js';
import { inProcessFeed } from './in-process-feed.js';

describe('the feed within one process', () => {
  acceptChangeFeed({
    newPlace: () => Promise.resolve({ open: (onError) => inProcessFeed({ onError }) }),
  });
});
