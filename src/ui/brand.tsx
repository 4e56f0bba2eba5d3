/** The mark: two linked arms, one line each. */
export function Mark() {
  return (
    <svg viewBox="-2 -2 36 36" aria-hidden="true">
      <g transform="rotate(-45 16 16)" fill="none" stroke-width="3.9" stroke-linecap="round" stroke-linejoin="round">
        <path d="M5 5.4V17.1a7.15 7.15 0 0 0 14.3 0V14.6" />
        <path d="M27 26.6V14.9a7.15 7.15 0 0 0-14.3 0V17.4" />
      </g>
    </svg>
  );
}
