// Judges a proof of entry in the browser, as `asty verify` does: C2SP tlog-proof, tlog-checkpoint and signed-note with
// Ed25519, RFC 6962 hashes. Needs nothing but the log's public key.
const HEADER = "c2sp.org/tlog-proof@v1";
type Bytes = Uint8Array<ArrayBuffer>;

/** Why a proof shows nothing. */
export type Refusal = "not-a-proof" | "not-in-log" | "altered";
/** What a proof shows. */
export interface Verdict {
  act: string;
  year: string;
  number: string;
  at: Date;
  place: bigint;
  size: bigint;
  statement: Statement;
}
/** Who sent or receives it. */
export interface Party {
  name: string;
}
/** What was filed. */
export interface Statement {
  reason?: string | null;
  entry: { subject: string; correspondent?: Party | null; further?: Party[] };
  files: { name: string; sha256: string }[];
}
/** A public key with its name. */
export interface Key {
  name: string;
  hash: Bytes;
  key: CryptoKey;
}

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}
function must(holds: unknown, refusal: Refusal = "not-a-proof"): asserts holds {
  if (!holds) throw new Refused(refusal);
}

const encode = (text: string): Bytes => new TextEncoder().encode(text);
const decode = (bytes: BufferSource) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const same = (a: Bytes, b: Bytes) => a.length === b.length && a.every((byte, place) => byte === b[place]);

/** Strict base64: one text for the same bytes. */
function base64(text: string): Bytes {
  let binary = "";
  try {
    binary = atob(text);
  } catch {
    must(false);
  }
  must(btoa(binary) === text);
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/** SHA-256 of the parts together. */
export async function sha256(...parts: Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
}

/** Reads `name+hash+base64`. Fails where the browser knows no Ed25519. */
export async function parseKey(text: string): Promise<Key> {
  const [name, hash, ...rest] = text.split("+");
  const data = base64(rest.join("+"));
  must(name && data[0] === 1 && data.length === 33);
  const own = (await sha256(encode(`${name}\n`), data)).slice(0, 4);
  must([...own].map((byte) => byte.toString(16).padStart(2, "0")).join("") === hash);
  return { name, hash: own, key: await crypto.subtle.importKey("raw", data.slice(1), "Ed25519", false, ["verify"]) };
}

/** The text of a checkpoint that a log's own key signed. */
async function open(note: string, keys: Key[]): Promise<string[]> {
  const split = note.lastIndexOf("\n\n");
  must(split > 0 && note.endsWith("\n"));
  const text = note.slice(0, split + 1);
  const lines = text.slice(0, -1).split("\n");
  must(lines.length >= 3 && lines.every((line) => line && !/[\u0000-\u001f\u007f-\u009f]/.test(line)));
  let signed = false;
  for (const line of note.slice(split + 2, -1).split("\n")) {
    const [, name, data] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    must(name && data);
    const bytes = base64(data);
    // A log's key may not speak for another log.
    const known = keys.find((key) => key.name === name && name === lines[0] && same(key.hash, bytes.slice(0, 4)));
    if (!known) continue;
    must(await crypto.subtle.verify("Ed25519", known.key, bytes.slice(4), encode(text)), "not-in-log");
    signed = true;
  }
  must(signed, "not-in-log");
  return lines;
}

/** The root that a leaf and its path give (RFC 9162, 2.1.3.2). */
async function root(leaf: Bytes, index: bigint, size: bigint, path: Bytes[]): Promise<Bytes> {
  must(index < size, "not-in-log");
  let [place, last, hash] = [index, size - 1n, await sha256(Uint8Array.of(0), leaf)];
  for (const other of path) {
    must(last > 0n, "not-in-log");
    if (place & 1n || place === last) {
      hash = await sha256(Uint8Array.of(1), other, hash);
      while (!(place & 1n) && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
    } else {
      hash = await sha256(Uint8Array.of(1), hash, other);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  must(last === 0n, "not-in-log");
  return hash;
}

async function check(text: string, keys: Key[]): Promise<Verdict> {
  const cut = text.indexOf("\n\n");
  must(cut > 0);
  const [header, extra, at, ...path] = text.slice(0, cut).split("\n");
  const index = /^index (0|[1-9]\d{0,18})$/.exec(at ?? "")?.[1];
  must(header === HEADER && extra !== undefined && extra.startsWith("extra "));
  must(index && path.length <= 63);
  const opening = JSON.parse(decode(base64(extra.slice(6)))) as { leaf: string; salt: string; statement: string };
  const checkpoint = await open(text.slice(cut + 2), keys);
  const size = checkpoint[1]!;
  must(/^(0|[1-9]\d{0,18})$/.test(size));
  const own = await root(encode(opening.leaf), BigInt(index), BigInt(size), path.map(base64));
  must(same(own, base64(checkpoint[2]!)), "not-in-log");
  const leaf = opening.leaf.split("\n");
  const [version, , act, number, time, commitment, end] = leaf;
  const [year, count] = number?.split("/") ?? [];
  must(leaf.length === 7 && version === "asty/leaf/v1" && act && year && count && time && commitment && end === "");
  const stated = await sha256(encode("asty/commitment/v1\n"), base64(opening.salt), encode(opening.statement));
  must(base64(opening.salt).length === 32 && same(stated, base64(commitment)), "altered");
  const statement = JSON.parse(opening.statement) as Statement;
  return { act, year, number: count, at: new Date(time), place: BigInt(index) + 1n, size: BigInt(size), statement };
}

/** Judges the text of a `.tlog-proof` against the keys that the reader trusts. */
export async function judge(text: string, keys: Key[]): Promise<Verdict | Refusal> {
  try {
    return await check(text, keys);
  } catch (error) {
    return error instanceof Refused ? error.refusal : "not-a-proof";
  }
}

/** The proofs inside a receipt: the embedded files that begin as one. */
export async function proofsIn(pdf: Bytes): Promise<string[]> {
  const proofs: string[] = [];
  const text = new TextDecoder("latin1").decode(pdf);
  for (const found of text.matchAll(/\/EmbeddedFile\b[^]{0,2000}?\bstream\r?\n/g)) {
    const from = found.index + found[0].length;
    const object = text.slice(text.lastIndexOf(" obj", found.index), from);
    const length = /\/Length (\d+)(?! \d+ R)/.exec(object)?.[1];
    const bytes = pdf.slice(from, length ? from + Number(length) : text.indexOf("endstream", from));
    const packed = object.includes("/FlateDecode");
    const stream = packed ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")) : bytes;
    const content = await new Response(stream).text().catch(() => "");
    if (content.startsWith(HEADER)) proofs.push(content);
  }
  return proofs;
}

/** Judges a file: a proof, or a receipt with the proof of its act inside and of what was done after it. */
export async function judgeFile(file: File, keys: Key[]): Promise<[Verdict, ...Verdict[]] | Refusal> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isPdf = decodeHead(bytes).startsWith("%PDF-");
  const judged = await Promise.all((isPdf ? await proofsIn(bytes) : [await file.text()]).map((text) => judge(text, keys)));
  const refusal = judged.find((one) => typeof one === "string");
  if (refusal) return refusal;
  const verdicts = judged.filter((one) => typeof one !== "string").sort((a, b) => (a.place < b.place ? -1 : 1));
  const [first, ...later] = verdicts;
  if (!first || later.some((act) => act.year !== first.year || act.number !== first.number)) return "not-a-proof";
  return [first, ...later];
}

const decodeHead = (bytes: Bytes) => new TextDecoder("latin1").decode(bytes.subarray(0, 5));
