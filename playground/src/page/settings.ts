// What the browser keeps between visits: the program, what it reads, the theme. A page without storage works without.

const PREFIX = "weft.";

export interface Kept {
  source?: string;
  stdin?: string;
  example?: string;
  workers?: string;
  theme?: string;
}

export function recall(name: keyof Kept): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function keep(name: keyof Kept, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // full, or not allowed: the next visit starts from the example
  }
}
