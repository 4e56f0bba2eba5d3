/** What an island's module has as its default: takes over the element, with the properties that lie beside it. */
export type Hydrate<Properties> = (element: HTMLElement, properties: Properties) => void;

/** Loads the modules of the islands that the page holds, and no others. */
export function hydrateIslands(addresses: Readonly<Record<string, string>>): void {
  for (const island of document.querySelectorAll<HTMLElement>('[data-island]')) {
    const [properties, element] = island.children;
    const address = addresses[island.dataset.island ?? ''];
    if (!address || !(element instanceof HTMLElement)) continue;
    import(address).then((module: { default: Hydrate<unknown> }) =>
      module.default(element, JSON.parse(properties?.textContent ?? '')),
    );
  }
}
