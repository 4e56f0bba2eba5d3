/** The map's measures, and the words that say where an actor now stands. */
export interface ActorMoving {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly words: string;
  readonly role: string;
}

/** Where in a cell: several that share one stand beside each other. */
const places = [
  [0, 0],
  [30, 0],
  [-30, 0],
  [0, 28],
  [0, -28],
  [30, 28],
  [-30, -28],
  [30, -28],
  [-30, 28],
  [60, 0],
  [-60, 0],
] as const;
const within = (value: number): number => Math.min(5, Math.max(1, Math.round(value)));

/**
 * Lets actors be moved on the map, by pointer or by arrow keys, one step at a time. What is moved changes its fields in the
 * form around it; Enter sends the form.
 */
export default function moveActors(element: HTMLElement, moving: ActorMoving): void {
  const form = element.querySelector('form');
  const drawing = element.querySelector<SVGSVGElement>('svg.actor-map');
  const said = element.querySelector<HTMLElement>('[data-said]');
  if (!form || !drawing || !said) return;
  const { left, top, width, height } = moving;
  const markers = [...drawing.querySelectorAll<SVGGElement>('[data-actor]')];
  const fieldOf = (marker: SVGGElement, name: string) =>
    form.elements.namedItem(`${name}-${marker.dataset.actor}`) as HTMLSelectElement;
  const stepOf = (marker: SVGGElement, name: string): number => Number(fieldOf(marker, name).value);
  const names = new Map(
    markers.map((marker) => [marker, marker.getAttribute('aria-label')?.replace(/: [^:]*$/, '') ?? '']),
  );

  const wordsOf = (marker: SVGGElement): string =>
    moving.words
      .replace('{name}', () => names.get(marker) ?? '')
      .replace('{influence}', String(stepOf(marker, 'influence')))
      .replace('{affected}', String(stepOf(marker, 'affected')));

  /** Draws the marker where its fields say, in the first place of the cell that no other has taken. */
  const draw = (marker: SVGGElement): void => {
    const [influence, affected] = [stepOf(marker, 'influence'), stepOf(marker, 'affected')];
    marker.toggleAttribute('hidden', influence === 0 || affected === 0);
    const middle = { x: left + ((affected - 0.5) * width) / 5, y: top + height - ((influence - 0.5) * height) / 5 };
    const taken = new Set(markers.filter((one) => one !== marker).map((one) => one.getAttribute('transform')));
    const free =
      places.map(([x, y]) => `translate(${middle.x + x} ${middle.y + y})`).find((place) => !taken.has(place)) ??
      `translate(${middle.x} ${middle.y})`;
    marker.setAttribute('transform', free);
    marker.setAttribute('aria-label', wordsOf(marker));
  };

  const moveTo = (marker: SVGGElement, influence: number, affected: number): void => {
    const [up, across] = [within(influence), within(affected)];
    if (stepOf(marker, 'influence') === up && stepOf(marker, 'affected') === across) return;
    fieldOf(marker, 'influence').value = String(up);
    fieldOf(marker, 'affected').value = String(across);
    draw(marker);
    said.textContent = wordsOf(marker);
  };

  for (const marker of markers) {
    marker.setAttribute('tabindex', '0');
    // Arrow keys go to the map itself and not to the reader that reads it out.
    marker.setAttribute('role', 'application');
    marker.setAttribute('aria-roledescription', moving.role);
    marker.classList.add('movable');
    marker.addEventListener('keydown', (event) => {
      const [influence, affected] = [stepOf(marker, 'influence'), stepOf(marker, 'affected')];
      if (event.key === 'ArrowUp') moveTo(marker, influence + 1, affected);
      else if (event.key === 'ArrowDown') moveTo(marker, influence - 1, affected);
      else if (event.key === 'ArrowRight') moveTo(marker, influence, affected + 1);
      else if (event.key === 'ArrowLeft') moveTo(marker, influence, affected - 1);
      else if (event.key === 'Enter') form.requestSubmit();
      else return;
      event.preventDefault();
    });
    marker.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      marker.setPointerCapture(event.pointerId);
      marker.focus();
    });
    marker.addEventListener('pointermove', (event) => {
      const toDrawing = drawing.getScreenCTM()?.inverse();
      if (!marker.hasPointerCapture(event.pointerId) || !toDrawing) return;
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toDrawing);
      moveTo(marker, ((top + height - y) * 5) / height + 0.5, ((x - left) * 5) / width + 0.5);
    });
    for (const name of ['influence', 'affected']) {
      fieldOf(marker, name).addEventListener('change', () => draw(marker));
    }
  }
}
