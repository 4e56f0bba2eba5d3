export const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
