import type { StoredEvent } from '@grantlog/events';
import type { ChangeFeed, ChangeHandler, ChangeListener, Subscription } from '../change-feed.js';
import { ChangeFeedUnavailableError } from '../change-feed.js';
import { Follower } from './follower.js';
import { GroupMember } from './group-member.js';
import type { KafkaFeedOptions } from './kafka-feed-options.js';
import type { SubscriptionParts } from './lasting-subscription.js';
import { LastingSubscription } from './lasting-subscription.js';
import { Publisher } from './publisher.js';
import { inPlainWords } from './refusal.js';
import { Topic } from './topic.js';

/**
 * A feed on a topic of Kafka. Nothing is connected before the first use: the brokers may be down. The topic is made
 * where it is absent; one that differs from the options is used as it is and reported, except one that would lose
 * changes, with which every call fails.
 */
export function openKafkaFeed(options: KafkaFeedOptions): ChangeFeed {
  const onError = (error: unknown) => {
    options.onError(inPlainWords(error));
  };
  return new KafkaFeed({ ...options, onError });
}

class KafkaFeed implements ChangeFeed {
  readonly #topic: Topic;
  readonly #publisher: Publisher;
  readonly #subscriptions = new Set<Subscription>();
  #isClosed = false;

  constructor(private readonly options: KafkaFeedOptions) {
    this.#topic = new Topic(options);
    this.#publisher = new Publisher(options, this.#topic);
  }

  async publish(events: readonly StoredEvent[]): Promise<void> {
    this.assertOpen();
    if (events.length > 0) await this.#publisher.publish(events);
  }

  follow(listener: ChangeListener): Promise<Subscription> {
    const follower = new Follower(this.options, this.#topic, listener);
    return this.subscribe({
      open: (signal) => follower.open(signal),
      onError: this.options.onError,
      onStop: () => follower.forget(),
    });
  }

  share(group: string, handler: ChangeHandler): Promise<Subscription> {
    const member = new GroupMember(this.options, this.#topic, group, handler);
    return this.subscribe({
      open: (signal) => member.open(signal),
      onError: this.options.onError,
      isTaking: () => member.isTaking,
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#publisher.close();
  }

  private async subscribe(parts: SubscriptionParts): Promise<Subscription> {
    this.assertOpen();
    const subscription = await LastingSubscription.start(parts);
    this.#subscriptions.add(subscription);
    if (this.#isClosed) await subscription.stop();
    return subscription;
  }

  private assertOpen(): void {
    if (this.#isClosed) throw new ChangeFeedUnavailableError('the change feed is closed');
  }
}
