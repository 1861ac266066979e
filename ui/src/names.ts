// Names as people type them: without accents, any words of them, in any order.

/** Small letters without accents, the final sigma as any: as the server folds. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");
}

function words(text: string): string[] {
  return folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Whether each word that was typed begins a word of the name. */
function fits(name: string, typed: string[]): boolean {
  const own = words(name);
  return typed.every((piece) => own.some((word) => word.startsWith(piece)));
}

/** How well a name answers what was typed: itself, its beginning, its own words, the words of where somebody works. */
function rank(name: string, typed: string): number {
  const [whole, wanted] = [folded(name), folded(typed)];
  if (whole === wanted) return 0;
  if (whole.startsWith(wanted)) return 1;
  return fits(name.split(" – ")[0]!, words(typed)) ? 2 : 3;
}

/** The names that answer what was typed, the best first; none where no word was typed. */
export function answering(names: string[], typed: string): string[] {
  const pieces = words(typed);
  if (pieces.length === 0) return [];
  // A sort that keeps the order of the names among equals.
  return names.filter((name) => fits(name, pieces)).sort((a, b) => rank(a, typed) - rank(b, typed));
}

/** The names that a field offers by itself; it offers them no more. */
export function offered(field: HTMLInputElement): string[] {
  const names = [...(field.list?.querySelectorAll("option") ?? [])].map((option) => option.value);
  field.removeAttribute("list");
  return names;
}
