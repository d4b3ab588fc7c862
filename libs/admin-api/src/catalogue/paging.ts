import type { DocumentOf, EntityDocument, NamedKind } from '@grantlog/account-state';
import { nameKey } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';

/** Which page of a list is asked for; `marker` is the position of the last item of the page before. */
export interface PageInput {
  readonly maxItems: number;
  readonly marker?: string | undefined;
}

/** The items of one page and, where the list goes on, the member that an answer takes over for that. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: { readonly nextPosition?: string };
}

/** One page of the entities of a kind, in the order of their names. */
export async function pageOfEntities<K extends NamedKind>(
  reader: AccountReader,
  kind: K,
  input: PageInput & { readonly pathPrefix: string },
): Promise<Page<DocumentOf<K>>> {
  const range = { ...rangeOf(input), pathPrefix: input.pathPrefix };
  return cutPage(await reader.list(kind, range), nameOf, input);
}

/** One page of the users that are in a group, in the order of their names. */
export async function pageOfMembers(
  reader: AccountReader,
  groupId: string,
  input: PageInput,
): Promise<Page<DocumentOf<'user'>>> {
  return cutPage(await reader.referrers('user', groupId, rangeOf(input)), ({ name }) => name, input);
}

/** One page of things that have a name, in the order of their names ignoring case. */
export function pageOfNamed<T>(all: readonly T[], nameOf: (item: T) => string, input: PageInput): Page<T> {
  const order = (item: T) => nameKey(nameOf(item));
  const sorted = all.toSorted((left, right) => (order(left) < order(right) ? -1 : 1));
  return pageInOrder(sorted, nameOf, input);
}

/** One page of things that are in their order already; positions are unique. */
export function pageInOrder<T>(
  all: readonly T[],
  positionOf: (item: T) => string,
  input: PageInput,
): Page<T> {
  const start = all.findIndex((item) => positionOf(item) === input.marker) + 1;
  return cutPage(all.slice(start), positionOf, input);
}

function nameOf({ name }: EntityDocument): string {
  return name;
}

/** The range to read for one page: one item more than the page has, which shows whether the list goes on. */
export function rangeOf({ maxItems, marker }: PageInput): { limit: number; afterName?: string } {
  return { limit: maxItems + 1, ...(marker === undefined ? {} : { afterName: marker }) };
}

/** The page at the beginning of some items, which need not be all that follow but are more than the page has if any do. */
export function cutPage<T>(
  items: readonly T[],
  positionOf: (item: T) => string,
  { maxItems }: PageInput,
): Page<T> {
  const shown = items.slice(0, maxItems);
  const last = shown.at(-1);
  const goesOn = items.length > shown.length && last !== undefined;
  return { items: shown, next: goesOn ? { nextPosition: positionOf(last) } : {} };
}
